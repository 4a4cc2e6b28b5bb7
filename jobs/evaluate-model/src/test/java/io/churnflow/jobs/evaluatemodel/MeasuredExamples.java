package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TrainingSummary;
import io.churnflow.fixtures.Trainings;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.FitProgress;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Workers;
import io.churnflow.learning.calibration.Uncalibrated;
import io.churnflow.learning.onnx.StoredModel;
import java.util.List;
import java.util.Map;

/// Candidates of which a test says the metrics that matter to it.
final class MeasuredExamples {
  private MeasuredExamples() {}

  /// Four rows, two of them positive; area under the ROC curve 0.5 (0.4 to 0.6).
  static Measured of(String algorithm, double prAuc, double logLoss, double holdoutPrAuc) {
    TrainingSummary summary =
        Trainings.summary(
            algorithm, Map.of(), List.of("x"), metrics(prAuc, logLoss), "0".repeat(64));
    Candidate candidate =
        new Candidate(summary, new byte[0], model(), new byte[0], Trainings.receipt(algorithm));
    return new Measured(
        candidate,
        metrics(holdoutPrAuc, logLoss),
        Map.of("roc_auc", new Estimate(0.5, 0.4, 0.6)),
        Map.of());
  }

  private static ClassMetrics metrics(double prAuc, double logLoss) {
    return new ClassMetrics(4, 2, 0.5, 0, 0, 0, 0.5, prAuc, logLoss, 0, 0, 1, 1, 1, 1);
  }

  private static StoredModel model() {
    NumberColumn x = new NumberColumn("x", NumberColumn.Kind.NUMBER, new double[] {1, 2, 3, 4});
    try (Workers workers = new Workers(1)) {
      return new StoredModel(
          Learner.of("logistic-regression", Map.of())
              .fit(
                  new FeatureTable(List.of(x), 4),
                  new byte[] {0, 1, 0, 1},
                  new FitContext(1, workers, FitProgress.none())),
          new Uncalibrated(),
          "logistic-regression",
          0.5,
          "0".repeat(64),
          List.of());
    }
  }
}
