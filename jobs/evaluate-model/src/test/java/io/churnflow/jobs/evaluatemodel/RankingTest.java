package io.churnflow.jobs.evaluatemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.Evaluation;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Reliability;
import io.churnflow.contracts.TrainingSummary;
import io.churnflow.contracts.WinnerAnalysis;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.fixtures.Trainings;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Progress;
import io.churnflow.learning.Workers;
import io.churnflow.learning.calibration.Uncalibrated;
import io.churnflow.learning.evaluation.Resamples;
import io.churnflow.learning.onnx.StoredModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final Reliability BINS = new Reliability(0, List.of());
  private static final WinnerAnalysis NOTHING =
      new WinnerAnalysis(List.of(), List.of(), List.of(), 5, 4, BINS, BINS, null, null);

  @Test
  void choosesByTheOutOfFoldMetricWhateverTheHoldOutSays() {
    Measured honest = measured("honest", 0.70, 0.30, 0.60);
    Measured lucky = measured("lucky", 0.65, 0.40, 0.99);

    assertEquals(List.of("honest", "lucky"), ranked(Metric.PR_AUC, lucky, honest));
  }

  @Test
  void takesTheSmallestLoss() {
    Measured small = measured("small", 0.1, 0.30, 0.5);
    Measured great = measured("great", 0.9, 0.40, 0.5);

    assertEquals(List.of("small", "great"), ranked(Metric.LOG_LOSS, great, small));
  }

  @Test
  void keepsThePipelineFilesOrderAmongEquals() {
    Measured first = measured("first", 0.5, 0.5, 0.1);
    Measured second = measured("second", 0.5, 0.5, 0.9);

    assertEquals(List.of("first", "second"), ranked(Metric.PR_AUC, first, second));
  }

  private static List<String> ranked(Metric metric, Measured... candidates) {
    List<Measured> best = List.of(candidates).stream().sorted(Ranking.by(metric)).toList();
    Evaluation evaluation =
        Ranking.evaluation(metric, best, "0".repeat(64), Resamples.of(4, 1), NOTHING);
    assertEquals(evaluation.winner(), evaluation.candidates().getFirst().algorithm());
    return evaluation.candidates().stream().map(Evaluation.Candidate::algorithm).toList();
  }

  private static Measured measured(
      String algorithm, double prAuc, double logLoss, double holdoutPrAuc) {
    TrainingSummary summary =
        Trainings.summary(
            algorithm, Map.of(), List.of("x"), metrics(prAuc, logLoss), "0".repeat(64));
    Candidate candidate =
        new Candidate(summary, new byte[0], model(), new byte[0], Trainings.receipt(algorithm));
    return new Measured(candidate, metrics(holdoutPrAuc, logLoss), Map.of(), Map.of());
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
                  new FitContext(1, workers, Progress.none())),
          new Uncalibrated(),
          "logistic-regression",
          0.5,
          "0".repeat(64));
    }
  }
}
