package io.churnflow.jobs.promotemodel;

import io.churnflow.contracts.Decision;
import java.util.Map;

/// Carries out a decision in the registry. Cut off anywhere, it may be asked again: what is done is
/// done once.
sealed interface Registrar permits Challenge, Promotion, Refusal, Rollback {
  /// What makes this decision another one than an earlier one of the same run, name to SHA-256.
  Map<String, String> facts();

  /// Records the decision on the version and moves aliases and stages.
  Decision carryOut();
}
