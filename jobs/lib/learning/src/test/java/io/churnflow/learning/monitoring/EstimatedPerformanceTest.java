package io.churnflow.learning.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.Estimate;
import io.churnflow.learning.Workers;
import io.churnflow.learning.evaluation.Metrics;
import io.churnflow.learning.evaluation.Predictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EstimatedPerformanceTest {
  private static final double CLOSE = 1e-12;
  private static final double THRESHOLD = 0.4;

  private static Map<String, Estimate> estimates(double[] probabilities, double threshold) {
    return estimates(probabilities, threshold, 2);
  }

  private static Map<String, Estimate> estimates(
      double[] probabilities, double threshold, int threads) {
    try (Workers workers = new Workers(threads)) {
      return new EstimatedPerformance(new Predictions(probabilities, threshold), 7, workers)
          .estimates();
    }
  }

  /// True positives 0.9 + 0.6, false ones 0.1 + 0.4; false negatives 0.2, true ones 0.8.
  @Test
  void areThoseOfTheExpectedConfusionMatrix() {
    double[] rows = {0.2, 0.9, 0.6};
    Map<String, Estimate> found = estimates(rows, 0.5);
    Map<String, Double> byHand =
        Map.of(
            "precision", 1.5 / 2,
            "recall", 1.5 / 1.7,
            "f1", 2 * 1.5 / (1.7 + 2),
            "accuracy", (1.5 + 0.8) / 3,
            "brier", (0.09 + 0.24 + 0.16) / 3,
            "roc_auc", (0.9 * 0.1 / 2 + (0.9 + 0.3) * 0.4 + (1.5 + 0.1) * 0.8) / 1.7 / 1.3,
            "pr_auc", (0.9 * 0.9 + 1.5 / 2 * 0.6 + 1.7 / 3 * 0.2) / 1.7);
    byHand.forEach((name, value) ->
        assertEquals(value, Objects.requireNonNull(found.get(name), name).value(), CLOSE, name));
    double entropy = 0;
    for (double p : rows) {
      entropy -= (p * Math.log(p) + (1 - p) * Math.log(1 - p)) / 3;
    }
    assertEquals(entropy, Objects.requireNonNull(found.get("log_loss")).value(), CLOSE);
  }

  @Test
  void takeEqualProbabilitiesTogether() {
    Map<String, Estimate> found = estimates(new double[] {0.3, 0.3, 0.3, 0.3}, 0.5);
    assertEquals(0.5, Objects.requireNonNull(found.get("roc_auc")).value(), CLOSE);
    assertEquals(0.3, Objects.requireNonNull(found.get("pr_auc")).value(), CLOSE);
  }

  @Test
  void leaveOutWhatNothingDefines() {
    assertTrue(
        estimates(new double[] {0.1, 0.2}, 0.5).keySet().containsAll(Set.of("recall", "roc_auc")));
    assertTrue(!estimates(new double[] {0.1, 0.2}, 0.5).containsKey("precision"));
    assertEquals(
        Set.of("accuracy", "brier", "log_loss"), estimates(new double[] {0, 0}, 0.5).keySet());
  }

  @Test
  void areTheSameAtAnyNumberOfThreads() {
    double[] rows = new Random(3).doubles(400).toArray();
    assertEquals(estimates(rows, THRESHOLD, 1), estimates(rows, THRESHOLD, 3));
    try (Workers workers = new Workers(1)) {
      assertNotEquals(
          estimates(rows, THRESHOLD),
          new EstimatedPerformance(new Predictions(rows, THRESHOLD), 8, workers).estimates());
    }
  }

  /// What `tests/peers/test_cbpe.py` sets beside NannyML's.
  @Test
  void areLeftForTheComparisonWithAnotherTool() throws IOException {
    double[] probabilities = probabilities(new Random(1), 1500);
    Path folder = Files.createDirectories(Path.of("target", "monitoring-cases"));
    List<String> rows = new ArrayList<>(List.of("probability"));
    DoubleStream.of(probabilities).mapToObj(Double::toString).forEach(rows::add);
    Files.write(folder.resolve("probabilities.csv"), rows);
    List<String> lines = new ArrayList<>(List.of("metric,value,low,high"));
    estimates(probabilities, THRESHOLD)
        .forEach((name, estimate) ->
            lines.add(
                "%s,%s,%s,%s".formatted(name, estimate.value(), estimate.low(), estimate.high())));
    Files.write(folder.resolve("estimates.csv"), lines);
    assertEquals(9, lines.size());
  }

  /// Few high ones, many low ones.
  private static double[] probabilities(Random random, int rows) {
    return random.doubles(rows).map(each -> 0.9 * StrictMath.pow(each, 2.5) + 0.02).toArray();
  }

  /// Of 400 batches whose customers leave as their probabilities say, the realised metric lies in
  /// the interval in about 95 of 100: by chance alone fewer than 92 or more than 98 are seen once
  /// in some hundred times.
  @ParameterizedTest
  @ValueSource(ints = {120, 1500})
  void coverTheRealisedMetricNinetyFiveTimesOfAHundred(int rows) {
    Random random = new Random(rows);
    double[] probabilities = probabilities(random, rows);
    Map<String, Estimate> estimates = estimates(probabilities, THRESHOLD);
    Map<String, Integer> covered = new TreeMap<>();
    int batches = 400;
    for (int batch = 0; batch < batches; batch++) {
      byte[] labels = new byte[rows];
      for (int row = 0; row < rows; row++) {
        labels[row] = (byte) (random.nextDouble() < probabilities[row] ? 1 : 0);
      }
      Metrics.of(labels, probabilities, THRESHOLD)
          .byName()
          .forEach((name, value) -> {
            Estimate estimate = Objects.requireNonNull(estimates.get(name), name);
            boolean inside = estimate.low() <= value && value <= estimate.high();
            covered.merge(name, inside ? 1 : 0, Integer::sum);
          });
    }
    covered.forEach((name, count) -> {
      double share = (double) count / batches;
      assertTrue(share >= 0.92 && share <= 0.985, name + ": " + share);
    });
  }
}
