package io.churnflow.learning.selection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.learning.CrossFit;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.FoldFits;
import io.churnflow.learning.Folds;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Progress;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.Recipe;
import io.churnflow.learning.Workers;
import io.churnflow.learning.evaluation.Metrics;
import io.churnflow.learning.support.Telco;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FeatureRankingTest {

  @Test
  void takesTheColumnThatTellsMostNotTheOneWithMostLevels() {
    int rows = 2000;
    Randomness random = new Randomness(1);
    byte[] labels = new byte[rows];
    double[] weak = new double[rows];
    int[] many = new int[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = (byte) random.nextInt(2);
      weak[row] = random.nextInt(100) + 15 * labels[row];
      many[row] = random.nextInt(300);
    }
    Column noise =
        new CategoryColumn("many", many, IntStream.range(0, 300).mapToObj(i -> "c" + i).toList());
    Column signal = new NumberColumn("weak", NumberColumn.Kind.NUMBER, weak);
    FeatureTable table = new FeatureTable(List.of(noise, signal), rows);
    int[] all = IntStream.range(0, rows).toArray();
    try (Workers workers = new Workers(1)) {
      assertArrayEquals(new int[] {1}, FeatureRanking.best(table, all, labels, 1, workers));
    }
  }

  @Test
  void ranksTablesWhoseCountsMultiplyBeyondAnInt() {
    int rows = 100_000;
    byte[] labels = new byte[rows];
    double[] telling = new double[rows];
    double[] other = new double[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = (byte) (row % 2);
      telling[row] = labels[row];
      other[row] = row / 2 % 16;
    }
    FeatureTable table =
        new FeatureTable(
            List.of(
                new NumberColumn("other", NumberColumn.Kind.NUMBER, other),
                new NumberColumn("telling", NumberColumn.Kind.NUMBER, telling)),
            rows);
    int[] all = IntStream.range(0, rows).toArray();
    try (Workers workers = new Workers(1)) {
      assertArrayEquals(new int[] {1}, FeatureRanking.best(table, all, labels, 1, workers));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"logistic-regression", "random-forest", "gradient-boosting"})
  void leavesAModelOfSixColumnsNearlyAsGood(String algorithm) {
    Telco telco = Telco.read();
    Map<String, Object> given =
        algorithm.equals("logistic-regression") ? Map.of() : Map.of("trees", 40);
    try (Workers workers = new Workers(2)) {
      Learner learner = Learner.of(algorithm, given);
      FoldFits fits =
          new FoldFits(
              learner.prepare(telco.features(), workers),
              telco.labels(),
              Folds.stratified(telco.labels(), 4, 1),
              new FitContext(1, workers, Progress.none()));
      CrossFit fit = CrossFit.of(fits, new Recipe(learner, 6));
      assertEquals(6, fit.model().features().size());
      double area = Metrics.of(telco.labels(), fit.outOfFold(), 0.5).rocAuc();
      assertTrue(area > 0.8, area + "");
    }
  }
}
