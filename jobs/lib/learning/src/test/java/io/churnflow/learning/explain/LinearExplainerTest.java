package io.churnflow.learning.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.LinearModel;
import io.churnflow.learning.linear.CategoryTerm;
import io.churnflow.learning.linear.NumberTerm;
import io.churnflow.learning.linear.Scaling;
import io.churnflow.learning.support.Telco;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LinearExplainerTest {

  @Test
  void givesAColumnWhatItsTermAddsBeyondItsMean() {
    LinearModel model =
        new LinearModel(
            -1,
            List.of(
                new NumberTerm("age", new Scaling(30, 40, 10), 0.5, 2),
                new CategoryTerm("plan", List.of("a", "b"), new double[] {1, -1, 0.25})),
            List.of(0.125, -0.5));
    FeatureTable table =
        Telco.table(
            Telco.numbers("age", 60, Double.NaN, 40), Telco.categories("plan", "a", "unseen", ""));
    Contributions found = Cases.explain(model, table, 1);
    assertEquals(-1.375, found.base());
    assertArrayEquals(new double[] {0.875, 1.375, -0.125}, found.values()[0], 1e-15);
    assertArrayEquals(new double[] {1.5, 0.5, 0.75}, found.values()[1], 1e-15);
    assertArrayEquals(new double[] {2.375 / 3, 2.75 / 3}, found.meanAbsolute(), 1e-15);
  }

  @Test
  void givesTheTrainingRowsNothingOnAverage() {
    FeatureTable table = Cases.table(5_000, 4);
    LinearModel model =
        (LinearModel) Cases.fit("logistic-regression", table, Cases.labels(table, 4), Map.of());
    for (double[] column : Cases.explain(model, table, 2).values()) {
      assertEquals(0, Arrays.stream(column).average().orElseThrow(), 1e-12);
    }
  }

  @Test
  void refusesAModelWithoutMeans() {
    LinearModel model =
        new LinearModel(0, List.of(new NumberTerm("age", new Scaling(0, 0, 1), 1, 0)), List.of());
    assertThrows(IllegalArgumentException.class, () -> Explainer.of(model));
    assertThrows(
        IllegalArgumentException.class, () -> new LinearModel(0, model.terms(), List.of(1.0, 2.0)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LinearModel(0, model.terms(), List.of(Double.NaN)));
  }
}
