package io.churnflow.learning.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FittedModel;
import io.churnflow.learning.TreeModel;
import io.churnflow.learning.support.Telco;
import io.churnflow.learning.trees.TreeEnsemble;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TreeExplainerTest {
  private static final int ROWS = 120;

  @ParameterizedTest
  @CsvSource({
    "random-forest,1", "random-forest,2", "random-forest,3",
    "gradient-boosting,1", "gradient-boosting,2", "gradient-boosting,3"
  })
  void givesWhatTheDefinitionGives(String algorithm, long seed) {
    FeatureTable table = Cases.table(ROWS, seed);
    Map<String, Object> parameters = Map.of("trees", 8, "min_leaf", 2);
    FittedModel model = Cases.fit(algorithm, table, Cases.labels(table, seed), parameters);
    FeatureTable other = Cases.table(40, seed + 100);
    double[][] encoded = ((TreeModel) model).encoder().encode(other);
    ShapleyOracle oracle = ShapleyOracle.of((TreeModel) model);
    Contributions found = Cases.explain(model, other, 1);
    for (int row = 0; row < other.rows(); row++) {
      int place = row;
      double[] values = Arrays.stream(encoded).mapToDouble(column -> column[place]).toArray();
      double[] expected = oracle.contributions(values);
      assertEquals(oracle.score(values, 0), found.base(), 1e-12);
      int next = 0;
      for (int raw = 0; raw < other.columns().size(); raw++) {
        int width = ((TreeModel) model).encoder().encodings().get(raw).width();
        double sum = Arrays.stream(expected, next, next + width).sum();
        next += width;
        assertEquals(sum, found.values()[raw][row], 1e-12, "row %d column %d".formatted(row, raw));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"random-forest", "gradient-boosting"})
  void givesTheSameWithAnyNumberOfThreadsAndInAnyCompany(String algorithm) {
    FeatureTable table = Cases.table(20_000, 5);
    Map<String, Object> parameters = Map.of("trees", 3);
    FittedModel model = Cases.fit(algorithm, table, Cases.labels(table, 5), parameters);
    double[][] whole = Cases.explain(model, table, 1).values();
    assertArrayEquals(whole, Cases.explain(model, table, 3).values());
    int[] some = IntStream.range(0, 700).map(i -> i * 28).toArray();
    double[][] alone = Cases.explain(model, table.select(some), 1).values();
    for (int column = 0; column < whole.length; column++) {
      for (int i = 0; i < some.length; i++) {
        assertEquals(whole[column][some[i]], alone[column][i]);
      }
    }
  }

  @Test
  void givesNothingToColumnsOfTreesThatAreOneLeaf() {
    FeatureTable constant = Telco.table(Telco.numbers("x", 1, 1, 1, 1));
    FittedModel model =
        Cases.fit("random-forest", constant, new byte[] {0, 1, 0, 0}, Map.of("trees", 3));
    Contributions found = Cases.explain(model, constant, 1);
    assertArrayEquals(new double[4], found.values()[0]);
    assertArrayEquals(model.probabilities(constant), found.scores(), 1e-15);
  }

  @Test
  void refusesTreesWithoutCovers() {
    FeatureTable table = Cases.table(ROWS, 1);
    TreeModel model =
        (TreeModel) Cases.fit("random-forest", table, Cases.labels(table, 1), Map.of("trees", 1));
    TreeEnsemble full = model.ensemble();
    TreeEnsemble bare =
        new TreeEnsemble(
            full.roots(),
            full.feature(),
            full.value(),
            full.right(),
            new int[0],
            full.kind(),
            full.base());
    TreeModel without = new TreeModel(model.encoder(), bare);
    assertThrows(IllegalArgumentException.class, () -> Explainer.of(without));
    assertArrayEquals(full.cover(), bare.withLeafCovers(full.leafCovers()).cover());
  }
}
