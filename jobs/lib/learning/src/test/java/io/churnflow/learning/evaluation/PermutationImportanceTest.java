package io.churnflow.learning.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.FeatureImportance;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.learning.Workers;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PermutationImportanceTest {
  private static final Rows ROWS = Rows.of(2000, 1_000_000, 6);
  private static final Rows NOISE = Rows.of(2000, 1_000_000, 7);

  /// A model that knows only `used`.
  private static List<FeatureImportance> of(Metric metric, int threads) {
    Table table =
        new Table(
            List.of(
                new NumberColumn("unused", NumberColumn.Kind.NUMBER, NOISE.scores()),
                new NumberColumn("used", NumberColumn.Kind.NUMBER, ROWS.scores())),
            2000);
    try (Workers workers = new Workers(threads)) {
      return new PermutationImportance(metric, 0.5, 1)
          .of(
              table,
              ROWS.labels(),
              List.of("unused", "used"),
              rows -> ((NumberColumn) rows.column("used")).values(),
              workers);
    }
  }

  @Test
  void putsWhatTheModelReliesOnFirst() {
    FeatureImportance first = of(Metric.ROC_AUC, 2).getFirst();

    assertEquals("used", first.feature());
    // Without it the model guesses: ROC-AUC falls from about 5/6 to 1/2.
    assertEquals(1 / 3.0, first.drop().value(), 0.03);
    assertTrue(first.drop().low() > 0.25 && first.drop().high() < 0.4);
  }

  @Test
  void aColumnThatTheModelDoesNotReadLosesNothing() {
    assertEquals(new Estimate(0, 0, 0), of(Metric.PR_AUC, 2).getLast().drop());
  }

  @Test
  void aGreaterLossIsAWorseOne() {
    assertTrue(of(Metric.LOG_LOSS, 2).getFirst().drop().value() > 0.1);
  }

  @Test
  void isTheSameAtAnyNumberOfThreads() {
    assertEquals(of(Metric.PR_AUC, 1), of(Metric.PR_AUC, 3));
  }
}
