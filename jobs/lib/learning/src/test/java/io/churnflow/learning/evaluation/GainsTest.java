package io.churnflow.learning.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.learning.Workers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class GainsTest {
  @Test
  void aModelGainsNothingOverItself() {
    Rows rows = Rows.of(200, 1000, 4);
    Predictions model = new Predictions(rows.scores(), 0.5);
    for (Metric metric : Metric.values()) {
      assertEquals(new Estimate(0, 0, 0), paired(metric, rows, model, model));
    }
  }

  @Test
  void aBetterModelGainsWhicheverWayTheMetricRuns() {
    Rows rows = Rows.of(2000, 1000, 4);
    Predictions good = new Predictions(rows.scores(), 0.5);
    Predictions bad = reversed(rows);
    for (Metric metric : Metric.values()) {
      assertTrue(paired(metric, rows, good, bad).low() > 0, metric.label());
      assertTrue(paired(metric, rows, bad, good).high() < 0, metric.label());
      assertTrue(apart(metric, rows, good, Rows.of(2000, 1000, 5), bad).low() > 0, metric.label());
    }
  }

  @Test
  void onRowsOfItsOwnASideVariesForItself() {
    Rows rows = Rows.of(1000, 1000, 4);
    Predictions model = new Predictions(rows.scores(), 0.5);
    for (Metric metric : Metric.values()) {
      Estimate same = apart(metric, rows, model, rows, model);
      assertEquals(0, same.value());
      assertTrue(same.low() < 0 && same.high() > 0, metric.label());
    }
  }

  /// The bounds of a difference that is none leave 0 out about 5 times of 100 on either side.
  @Test
  void boundsHoldAsOftenAsTheySay() {
    int above = 0;
    int below = 0;
    int trials = 300;
    for (int trial = 0; trial < trials; trial++) {
      Rows own = Rows.of(400, 1000, 2 * trial + 1);
      Rows other = Rows.of(400, 1000, 2 * trial + 2);
      Estimate found =
          apart(
              Metric.ROC_AUC,
              own,
              new Predictions(own.scores(), 0.5),
              other,
              new Predictions(other.scores(), 0.5));
      above += found.low() > 0 ? 1 : 0;
      below += found.high() < 0 ? 1 : 0;
    }
    assertEquals(0.05, above / (double) trials, 0.04);
    assertEquals(0.05, below / (double) trials, 0.04);
  }

  private static Predictions reversed(Rows rows) {
    return new Predictions(Arrays.stream(rows.scores()).map(score -> 1 - score).toArray(), 0.5);
  }

  private static Estimate paired(Metric metric, Rows rows, Predictions one, Predictions other) {
    try (Workers workers = new Workers(2)) {
      return new Gains(metric, 1, workers).paired(rows.labels(), one, other);
    }
  }

  private static Estimate apart(
      Metric metric, Rows rows, Predictions one, Rows others, Predictions other) {
    try (Workers workers = new Workers(2)) {
      return new Gains(metric, 1, workers).apart(rows.labels(), one, others.labels(), other);
    }
  }
}
