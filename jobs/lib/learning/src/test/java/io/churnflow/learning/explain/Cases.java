package io.churnflow.learning.explain;

import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.FitProgress;
import io.churnflow.learning.FittedModel;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.Workers;
import io.churnflow.learning.support.Telco;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/// Small random tables and models of them.
final class Cases {
  private Cases() {}

  /// Five columns with missing cells: trees see seven, and sets of categories.
  static FeatureTable table(int rows, long seed) {
    Randomness random = new Randomness(seed);
    return Telco.table(
        Telco.numbers("age", numbers(rows, 40, random)),
        Telco.numbers("visits", numbers(rows, 4, random)),
        Telco.categories("plan", texts(rows, 5, random)),
        Telco.numbers("whole", IntStream.range(0, rows).mapToDouble(i -> i % 9).toArray()),
        Telco.categories("city", texts(rows, 3, random)));
  }

  private static double[] numbers(int rows, int bound, Randomness random) {
    double[] numbers = new double[rows];
    Arrays.setAll(numbers, row -> random.nextInt(6) == 0 ? Double.NaN : random.nextInt(bound));
    return numbers;
  }

  private static String[] texts(int rows, int bound, Randomness random) {
    String[] texts = new String[rows];
    Arrays.setAll(texts, row -> random.nextInt(7) == 0 ? "" : "t" + random.nextInt(bound));
    return texts;
  }

  /// Labels that depend on two columns together, with noise.
  static byte[] labels(FeatureTable table, long seed) {
    Randomness random = new Randomness(~seed);
    byte[] labels = new byte[table.rows()];
    for (int row = 0; row < labels.length; row++) {
      boolean together = table.numbers(0)[row] > 20 ^ table.category(2).codes()[row] > 1;
      labels[row] = (byte) (together ^ random.nextInt(4) == 0 ? 1 : 0);
    }
    return labels;
  }

  static FittedModel fit(
      String algorithm, FeatureTable table, byte[] labels, Map<String, Object> parameters) {
    try (Workers workers = new Workers(1)) {
      return Learner.of(algorithm, parameters)
          .fit(table, labels, new FitContext(1, workers, FitProgress.none()));
    }
  }

  static Contributions explain(FittedModel model, FeatureTable table, int threads) {
    try (Workers workers = new Workers(threads)) {
      return Explainer.of(model).explain(table, workers);
    }
  }
}
