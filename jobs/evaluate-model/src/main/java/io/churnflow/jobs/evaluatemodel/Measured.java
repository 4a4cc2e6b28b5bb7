package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.ClassMetrics;
import io.churnflow.learning.evaluation.Metrics;
import io.churnflow.runtime.DataException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A candidate and how it did on the hold-out.
///
/// @param candidate the candidate
/// @param holdout its metrics on the hold-out rows, at its own threshold
/// @param plots file name to PNG
record Measured(Candidate candidate, ClassMetrics holdout, Map<String, byte[]> plots) {

  Measured {
    plots = Collections.unmodifiableMap(new LinkedHashMap<>(plots));
  }

  static Measured of(Candidate candidate, Holdout holdout) {
    double[] probabilities;
    try {
      probabilities = candidate.model().probabilities(holdout.table());
    } catch (IllegalArgumentException other) {
      throw new DataException(
          "candidate %s on the hold-out: %s"
              .formatted(candidate.summary().algorithm(), other.getMessage()),
          other);
    }
    ClassMetrics metrics =
        Metrics.of(holdout.labels(), probabilities, candidate.model().threshold());
    String algorithm = candidate.summary().algorithm();
    return new Measured(
        candidate, metrics, Plots.of(algorithm, holdout.target(), metrics, holdout, probabilities));
  }

  String algorithm() {
    return candidate.summary().algorithm();
  }

  ClassMetrics outOfFold() {
    return candidate.summary().outOfFold();
  }

  /// Both measurements by the names that MLflow shows.
  Map<String, Double> metrics() {
    Map<String, Double> named = new LinkedHashMap<>();
    outOfFold().byName().forEach((name, value) -> named.put("oof_" + name, value));
    holdout.byName().forEach((name, value) -> named.put("holdout_" + name, value));
    return named;
  }
}
