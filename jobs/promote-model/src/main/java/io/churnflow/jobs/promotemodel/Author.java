package io.churnflow.jobs.promotemodel;

/// Who asked for something, and why.
///
/// @param name a user name, `automatic`, `gate` or `unknown`
/// @param reason in words; may be empty
record Author(String name, String reason) {

  /// Why, or that nobody has said so.
  String reasonGiven() {
    return reason.isBlank() ? "no reason given" : reason;
  }
}
