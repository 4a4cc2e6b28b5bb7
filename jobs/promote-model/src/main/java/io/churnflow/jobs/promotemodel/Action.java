package io.churnflow.jobs.promotemodel;

/// What is asked of the job.
enum Action {
  /// Measure the candidate against production and decide.
  GATE,
  /// Carry out what the gate of this run has allowed.
  PROMOTE,
  /// Record that the candidate stays out.
  REFUSE,
  /// Return to the version before.
  ROLLBACK,
  /// Try the candidate beside production.
  CHALLENGE,
  /// Try it no longer.
  WITHDRAW;

  /// The name in variables, folders and records.
  String label() {
    return switch (this) {
      case GATE -> "gate";
      case PROMOTE -> "promote";
      case REFUSE -> "refuse";
      case ROLLBACK -> "rollback";
      case CHALLENGE -> "challenge";
      case WITHDRAW -> "withdraw";
    };
  }
}
