package io.churnflow.contracts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What evaluate-model measured, `evaluation.json`.
///
/// @param metric the metric that chose the winner, out of fold
/// @param winner algorithm of the winner
/// @param candidates every candidate, best first
/// @param holdoutSha256 digest of the hold-out table, 64 hex digits
/// @param resamples bootstrap resamples behind each interval
/// @param seed of the resamples
/// @param analysis of the winner
/// @param cautions what a reader should be careful about, a sentence each
public record Evaluation(
    String metric,
    String winner,
    List<Candidate> candidates,
    String holdoutSha256,
    int resamples,
    long seed,
    WinnerAnalysis analysis,
    List<String> cautions) {

  public Evaluation {
    candidates = List.copyOf(candidates);
    cautions = List.copyOf(cautions);
  }

  /// The winner's measurements.
  ///
  /// @throws IllegalStateException where it is no candidate
  public Candidate best() {
    return candidates.stream()
        .filter(candidate -> candidate.algorithm().equals(winner))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the winner " + winner + " is no candidate"));
  }

  /// One candidate's measurements.
  ///
  /// @param algorithm the candidate's name
  /// @param modelSha256 digest of its model file
  /// @param outOfFold metrics on training rows, each predicted by a model that has not seen it
  /// @param holdout metrics on the hold-out rows
  /// @param intervals the hold-out metrics by name, with their 95 % intervals
  public record Candidate(
      String algorithm,
      String modelSha256,
      ClassMetrics outOfFold,
      ClassMetrics holdout,
      Map<String, Estimate> intervals) {

    public Candidate {
      intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
    }
  }
}
