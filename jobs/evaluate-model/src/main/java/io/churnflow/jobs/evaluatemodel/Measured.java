package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.Estimate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A candidate and how it did on the hold-out.
///
/// @param candidate the candidate
/// @param holdout its metrics on the hold-out rows, at its own threshold
/// @param intervals the same metrics by name, with their 95 % intervals
/// @param plots file name to SVG
record Measured(
    Candidate candidate,
    ClassMetrics holdout,
    Map<String, Estimate> intervals,
    Map<String, byte[]> plots) {

  Measured {
    intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
    plots = Collections.unmodifiableMap(new LinkedHashMap<>(plots));
  }

  String algorithm() {
    return candidate.summary().algorithm();
  }

  ClassMetrics outOfFold() {
    return candidate.summary().outOfFold();
  }

  /// Both measurements, and the ends of the intervals, by the names that MLflow shows.
  Map<String, Double> metrics() {
    Map<String, Double> named = new LinkedHashMap<>();
    outOfFold().byName().forEach((name, value) -> named.put("oof_" + name, value));
    holdout.byName().forEach((name, value) -> named.put("holdout_" + name, value));
    intervals.forEach((name, estimate) -> {
      named.put("holdout_" + name + "_low", estimate.low());
      named.put("holdout_" + name + "_high", estimate.high());
    });
    return named;
  }
}
