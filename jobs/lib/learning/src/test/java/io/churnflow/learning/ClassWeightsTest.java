package io.churnflow.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.churnflow.contracts.NumberColumn;
import io.churnflow.learning.support.Telco;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassWeightsTest {

  /// Weighted rows make a model believe in as many positives as negatives; what is published must
  /// not.
  @ParameterizedTest
  @ValueSource(strings = {"logistic-regression", "random-forest", "gradient-boosting"})
  void leaveTheMeanProbabilityWhereTheShareOfPositivesIs(String algorithm) {
    Telco telco = Telco.read();
    double[] weighted = fit(algorithm, "balanced", telco.features(), telco.labels());
    double[] plain = fit(algorithm, "none", telco.features(), telco.labels());
    double share = (double) Labels.positives(telco.labels()) / telco.labels().length;
    assertEquals(share, Arrays.stream(weighted).average().orElseThrow(), 0.025);
    assertNotEquals(plain[0], weighted[0]);
  }

  /// Where one column of two values is all there is, both fits can only say each value's share.
  @ParameterizedTest
  @ValueSource(strings = {"logistic-regression", "random-forest", "gradient-boosting"})
  void areCorrectedExactlyWhereTheModelCanSayTheShares(String algorithm) {
    int rows = 4000;
    double[] x = IntStream.range(0, rows).mapToDouble(row -> row % 2).toArray();
    byte[] labels = new byte[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = (byte) (row % (row % 2 == 0 ? 40 : 5) == row % 2 ? 1 : 0);
    }
    FeatureTable table =
        new FeatureTable(List.of(new NumberColumn("x", NumberColumn.Kind.NUMBER, x)), rows);
    double[] plain = fit(algorithm, "none", table, labels);
    double[] weighted = fit(algorithm, "balanced", table, labels);
    for (int row = 0; row < 2; row++) {
      assertEquals(plain[row], weighted[row], 2e-3);
    }
  }

  private static double[] fit(String algorithm, String weight, FeatureTable table, byte[] labels) {
    Map<String, Object> parameters = new HashMap<>(Map.of("class_weight", weight));
    if (!algorithm.equals("logistic-regression")) {
      parameters.put("trees", 60);
    }
    try (Workers workers = new Workers(2)) {
      return Learner.of(algorithm, parameters)
          .fit(table, labels, new FitContext(1, workers, FitProgress.none()))
          .probabilities(table);
    }
  }
}
