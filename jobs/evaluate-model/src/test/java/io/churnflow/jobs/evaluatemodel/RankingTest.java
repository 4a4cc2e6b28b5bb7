package io.churnflow.jobs.evaluatemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.contracts.Evaluation;
import io.churnflow.contracts.Reliability;
import io.churnflow.contracts.WinnerAnalysis;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.learning.evaluation.Resamples;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final Reliability BINS = new Reliability(0, List.of());
  private static final WinnerAnalysis NOTHING =
      new WinnerAnalysis(List.of(), List.of(), List.of(), 5, 4, BINS, BINS, null, null);

  @Test
  void choosesByTheOutOfFoldMetricWhateverTheHoldOutSays() {
    Measured honest = MeasuredExamples.of("honest", 0.70, 0.30, 0.60);
    Measured lucky = MeasuredExamples.of("lucky", 0.65, 0.40, 0.99);

    assertEquals(List.of("honest", "lucky"), ranked(Metric.PR_AUC, lucky, honest));
  }

  @Test
  void takesTheSmallestLoss() {
    Measured small = MeasuredExamples.of("small", 0.1, 0.30, 0.5);
    Measured great = MeasuredExamples.of("great", 0.9, 0.40, 0.5);

    assertEquals(List.of("small", "great"), ranked(Metric.LOG_LOSS, great, small));
  }

  @Test
  void keepsThePipelineFilesOrderAmongEquals() {
    Measured first = MeasuredExamples.of("first", 0.5, 0.5, 0.1);
    Measured second = MeasuredExamples.of("second", 0.5, 0.5, 0.9);

    assertEquals(List.of("first", "second"), ranked(Metric.PR_AUC, first, second));
  }

  private static List<String> ranked(Metric metric, Measured... candidates) {
    List<Measured> best = List.of(candidates).stream().sorted(Ranking.by(metric)).toList();
    Evaluation evaluation =
        Ranking.evaluation(metric, best, "0".repeat(64), Resamples.of(4, 1), NOTHING);
    assertEquals(evaluation.winner(), evaluation.candidates().getFirst().algorithm());
    return evaluation.candidates().stream().map(Evaluation.Candidate::algorithm).toList();
  }
}
