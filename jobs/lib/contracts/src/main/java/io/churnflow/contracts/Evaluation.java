package io.churnflow.contracts;

import java.util.List;

/// What evaluate-model measured, `evaluation.json`.
///
/// @param metric the metric that chose the winner, out of fold
/// @param winner algorithm of the winner
/// @param candidates every candidate, best first
public record Evaluation(String metric, String winner, List<Candidate> candidates) {

  public Evaluation {
    candidates = List.copyOf(candidates);
  }

  /// One candidate's measurements.
  ///
  /// @param algorithm the candidate's name
  /// @param modelSha256 digest of its model file
  /// @param outOfFold metrics on training rows, each predicted by a model that has not seen it
  /// @param holdout metrics on the hold-out rows
  public record Candidate(
      String algorithm, String modelSha256, ClassMetrics outOfFold, ClassMetrics holdout) {}
}
