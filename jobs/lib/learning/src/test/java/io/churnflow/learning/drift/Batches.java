package io.churnflow.learning.drift;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.drift.BatchDrift;
import io.churnflow.contracts.drift.ColumnDrift;
import io.churnflow.contracts.drift.DriftReference;
import io.churnflow.contracts.drift.Marginal;
import io.churnflow.contracts.pipeline.DriftPolicy;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.support.Telco;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Batches of a column each of numbers and of categories, and what becomes of them.
///
/// @param rows how many
/// @param seed of the random numbers
/// @param shift what is added to the numbers, whose deviation is 1
/// @param change share of rows whose category becomes `month`
/// @param gaps share of numbers that are missing
record Batches(int rows, long seed, double shift, double change, double gaps) {
  static final String NUMBER = "charges";
  static final String CATEGORY = "plan";

  private static final List<String> PLANS = List.of("month", "month", "year", "two years", "free");

  static Batches alike(int rows, long seed) {
    return new Batches(rows, seed, 0, 0, 0);
  }

  Batches shifted(double by) {
    return new Batches(rows, seed, by, change, gaps);
  }

  Batches changed(double share) {
    return new Batches(rows, seed, shift, share, gaps);
  }

  Batches withGaps(double share) {
    return new Batches(rows, seed, shift, change, share);
  }

  FeatureTable table() {
    Randomness random = new Randomness(seed);
    double[] numbers = new double[rows];
    String[] plans = new String[rows];
    for (int row = 0; row < rows; row++) {
      double gaussian = normal(random) + shift;
      numbers[row] = uniform(random) < gaps ? Double.NaN : gaussian;
      plans[row] = uniform(random) < change ? "month" : PLANS.get(random.nextInt(PLANS.size()));
    }
    return Telco.table(Telco.numbers(NUMBER, numbers), Telco.categories(CATEGORY, plans));
  }

  private static double uniform(Randomness random) {
    return random.nextInt(1 << 30) / (double) (1 << 30);
  }

  /// Twelve uniform numbers less six: near enough to a normal one.
  private static double normal(Randomness random) {
    return IntStream.range(0, 12).mapToDouble(i -> uniform(random)).sum() - 6;
  }

  double[] scores() {
    return Arrays.stream(table().numbers(0))
        .map(value -> Double.isNaN(value) ? 0.5 : 1 / (1 + Math.exp(-value)))
        .toArray();
  }

  DriftReference reference(Map<String, Double> importance, String... personal) {
    return new DriftReferences(Set.of(personal), "salt", "0".repeat(64))
        .of(table(), importance, scores());
  }

  Map<String, Marginal> marginals() {
    Map<String, Marginal> marginals = new LinkedHashMap<>();
    for (Column column : table().columns()) {
      marginals.put(column.name(), Marginals.of(column));
    }
    return marginals;
  }

  BatchDrift against(DriftReference reference) {
    return new DriftDetector(reference, 0.7, DriftPolicy.usual())
        .compare(marginals(), Marginals.of(scores()));
  }

  static ColumnDrift column(BatchDrift found, String name) {
    return found.columns().stream()
        .filter(column -> column.column().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
