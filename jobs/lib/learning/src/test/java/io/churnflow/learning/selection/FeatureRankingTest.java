package io.churnflow.learning.selection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.learning.CrossFit;
import io.churnflow.learning.Feature;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.FitProgress;
import io.churnflow.learning.FoldFits;
import io.churnflow.learning.Folds;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.Recipe;
import io.churnflow.learning.Workers;
import io.churnflow.learning.evaluation.Metrics;
import io.churnflow.learning.support.Telco;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

  /// Of so many columns that say nothing, the best five agree with the labels they were chosen by.
  @Test
  void choosesInsideTheFoldSoThatNoiseStaysNoise() {
    int rows = 400;
    Randomness random = new Randomness(5);
    byte[] labels = new byte[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = (byte) random.nextInt(2);
    }
    List<Column> noise =
        IntStream.range(0, 300)
            .<Column>mapToObj(number ->
                new NumberColumn(
                    "noise_" + number,
                    NumberColumn.Kind.NUMBER,
                    IntStream.range(0, rows).mapToDouble(_ -> random.nextInt(2)).toArray()))
            .toList();
    Learner learner = Learner.of("logistic-regression", Map.of());
    CrossFit honest = fit(learner, noise, labels, 5);
    Set<String> best =
        honest.model().features().stream().map(Feature::name).collect(Collectors.toSet());
    List<Column> chosenByAll = noise.stream().filter(one -> best.contains(one.name())).toList();
    double unseen = Metrics.of(labels, honest.outOfFold(), 0.5).rocAuc();
    double leaked =
        Metrics.of(labels, fit(learner, chosenByAll, labels, Recipe.ALL).outOfFold(), 0.5).rocAuc();
    assertTrue(leaked > 0.6, "a choice outside the folds shows: " + leaked);
    assertTrue(unseen < 0.58, "a choice inside them does not: " + unseen);
  }

  private static CrossFit fit(Learner learner, List<Column> columns, byte[] labels, int most) {
    try (Workers workers = new Workers(2)) {
      FeatureTable table = new FeatureTable(columns, labels.length);
      FoldFits fits =
          new FoldFits(
              learner.prepare(table, workers),
              labels,
              Folds.stratified(labels, 5, 1),
              new FitContext(1, workers, FitProgress.none()));
      return CrossFit.of(fits, new Recipe(learner, most));
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
              new FitContext(1, workers, FitProgress.none()));
      CrossFit fit = CrossFit.of(fits, new Recipe(learner, 6));
      assertEquals(6, fit.model().features().size());
      double area = Metrics.of(telco.labels(), fit.outOfFold(), 0.5).rocAuc();
      assertTrue(area > 0.8, area + "");
    }
  }
}
