package io.churnflow.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.ClassMetrics;
import io.churnflow.learning.encoding.TreeEncoder;
import io.churnflow.learning.evaluation.BestF1;
import io.churnflow.learning.evaluation.Metrics;
import io.churnflow.learning.support.Telco;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smile.classification.DataFrameClassifier;
import smile.classification.GradientTreeBoost;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.vector.DoubleVector;
import smile.data.vector.IntVector;
import smile.data.vector.ValueVector;
import smile.model.cart.SplitRule;

/// What the models are worth on the sample table, beside Smile's on the very same rows.
final class TelcoQualityTest {
  private static final Telco TELCO = Telco.read();
  private static final Folds SPLIT = Folds.stratified(TELCO.labels(), 4, 1);
  private static final double MARGIN = 0.002;

  @ParameterizedTest
  @ValueSource(strings = {"logistic-regression", "random-forest", "gradient-boosting"})
  void isWithinWhatHonestModelsReach(String algorithm) {
    Map<String, Object> parameters =
        algorithm.equals("logistic-regression") ? Map.of() : Map.of("trees", 60);
    try (Workers workers = new Workers(2)) {
      FitContext context = new FitContext(1, workers, FitProgress.none());
      CrossFit fit =
          CrossFit.of(
              Learner.of(algorithm, parameters), TELCO.features(), TELCO.labels(), 4, context);
      double threshold = new BestF1().choose(TELCO.labels(), fit.outOfFold());
      ClassMetrics metrics = Metrics.of(TELCO.labels(), fit.outOfFold(), threshold);
      assertEquals(0.845, metrics.rocAuc(), 0.015);
      assertEquals(0.655, metrics.prAuc(), 0.025);
      assertEquals(0.632, metrics.f1(), 0.02);
      assertEquals(0.135, metrics.brier(), 0.005);
    }
  }

  @Test
  void ranksNoWorseThanSmilesForest() {
    double ours = rocAuc(Learner.of("random-forest", Map.of("trees", 120)));
    double smiles =
        rocAuc(
            smile.classification.RandomForest.fit(
                Formula.lhs("label"),
                frame(SPLIT.outside(0)),
                new smile.classification.RandomForest.Options(
                    120, 4, SplitRule.GINI, 20, 0, 5, 1, null, null, null)));
    assertTrue(ours >= smiles - MARGIN, ours + " beside " + smiles);
  }

  @Test
  void ranksNoWorseThanSmilesBoosting() {
    double ours =
        rocAuc(Learner.of("gradient-boosting", Map.of("trees", 100, "learning_rate", 0.1)));
    double smiles =
        rocAuc(
            GradientTreeBoost.fit(
                Formula.lhs("label"),
                frame(SPLIT.outside(0)),
                new GradientTreeBoost.Options(100, 20, 15, 20, 0.1, 1, null, null)));
    assertTrue(ours >= smiles - MARGIN, ours + " beside " + smiles);
  }

  private static double rocAuc(Learner learner) {
    int[] train = SPLIT.outside(0);
    int[] test = SPLIT.inside(0);
    try (Workers workers = new Workers(2)) {
      FittedModel model =
          learner.fit(
              TELCO.features().select(train),
              Labels.select(TELCO.labels(), train),
              new FitContext(1, workers, FitProgress.none()));
      return rocAuc(model.probabilities(TELCO.features().select(test)));
    }
  }

  private static double rocAuc(DataFrameClassifier model) {
    DataFrame test = frame(SPLIT.inside(0));
    double[] scores = new double[test.size()];
    for (int row = 0; row < scores.length; row++) {
      double[] shares = new double[2];
      model.predict(test.get(row), shares);
      scores[row] = shares[1];
    }
    return rocAuc(scores);
  }

  private static double rocAuc(double[] scores) {
    return Metrics.of(Labels.select(TELCO.labels(), SPLIT.inside(0)), scores, 0.5).rocAuc();
  }

  /// The rows as our own encoder, fitted on the training side, shows them to trees.
  private static DataFrame frame(int[] rows) {
    int[] train = SPLIT.outside(0);
    TreeEncoder encoder =
        TreeEncoder.fit(TELCO.features().select(train), Labels.select(TELCO.labels(), train));
    double[][] columns = encoder.encode(TELCO.features().select(rows));
    List<ValueVector> vectors = new ArrayList<>();
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      labels[i] = TELCO.labels()[rows[i]];
    }
    vectors.add(new IntVector("label", labels));
    for (int column = 0; column < columns.length; column++) {
      vectors.add(new DoubleVector("x" + column, columns[column]));
    }
    return new DataFrame(vectors.toArray(ValueVector[]::new));
  }
}
