package io.churnflow.jobs.predict;

import java.util.List;

/// The models that a run scores with.
///
/// @param arms production first
/// @param how `registry`, or `cached` where MLflow did not answer and the last version known was
///   taken
record Resolved(List<Arm> arms, String how) {
  Resolved {
    arms = List.copyOf(arms);
  }

  Arm production() {
    return arms.getFirst();
  }
}
