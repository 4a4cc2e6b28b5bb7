package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.CalibrationSummary;
import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.LeakSummary;
import io.churnflow.contracts.SearchSummary;
import io.churnflow.contracts.TrainingSummary;
import java.util.List;
import java.util.Map;

/// Trainings without search, calibration, costs or leaks.
final class Summaries {
  private Summaries() {}

  static TrainingSummary of(
      String algorithm,
      Map<String, String> parameters,
      List<String> features,
      ClassMetrics outOfFold,
      String modelSha256) {
    return new TrainingSummary(
        algorithm,
        parameters,
        1,
        2,
        features,
        0.5,
        outOfFold,
        modelSha256,
        new CalibrationSummary("none", "none", Map.of(), 0, 0, 0, 0),
        new SearchSummary("pr_auc", 0, 1, false, 1, outOfFold.prAuc(), 0),
        new LeakSummary(0, false, Map.of()),
        null);
  }
}
