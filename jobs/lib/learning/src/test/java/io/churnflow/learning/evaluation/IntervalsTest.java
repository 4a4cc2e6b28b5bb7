package io.churnflow.learning.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.contracts.Estimate;
import io.churnflow.learning.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IntervalsTest {
  private static final double CLOSE = 1e-12;

  @ParameterizedTest
  @CsvSource({"400, 1000000", "400, 7", "60, 2", "50, 1"})
  void equalTheDirectWay(int count, int steps) {
    Rows rows = Rows.of(count, steps, 11);
    Resamples resamples = new Resamples(count, 200, 5);

    Map<String, Estimate> fast = intervals(rows, resamples, 2);

    Map<String, double[]> slow = slow(rows, resamples);
    Metrics.of(rows.labels(), rows.scores(), 0.4)
        .byName()
        .forEach((name, value) -> {
          double[] samples = Objects.requireNonNull(slow.get(name), name);
          Estimate found = fast.get(name);
          if (found != null) {
            assertEquals(value, found.value(), CLOSE, name);
            assertEquals(percentile(samples, 2.5), found.low(), CLOSE, name);
            assertEquals(percentile(samples, 97.5), found.high(), CLOSE, name);
          } else {
            assertEquals("precision", name, "only what nothing called positive leaves undefined");
          }
        });
  }

  @Test
  void areTheSameAtAnyNumberOfThreads() {
    Rows rows = Rows.of(300, 50, 2);
    Resamples resamples = new Resamples(300, 101, 9);

    assertEquals(intervals(rows, resamples, 1), intervals(rows, resamples, 3));
  }

  @Test
  void agreeWithTheNormalApproximationOfAShare() {
    int count = 4000;
    byte[] labels = new byte[count];
    double[] scores = new double[count];
    for (int row = 0; row < count; row++) {
      labels[row] = (byte) (row % 2);
      // Every fifth decision is wrong.
      scores[row] = row % 5 == 0 ? 1 - row % 2 : row % 2;
    }
    Estimate accuracy =
        Objects.requireNonNull(
            intervals(new Rows(labels, scores), Resamples.of(count, 3), 2).get("accuracy"));

    double half = 1.96 * Math.sqrt(0.8 * 0.2 / count);
    assertEquals(0.8, accuracy.value(), CLOSE);
    assertEquals(0.8 - half, accuracy.low(), 0.15 * half);
    assertEquals(0.8 + half, accuracy.high(), 0.15 * half);
  }

  @Test
  void resampleLessWhereThereAreManyRows() {
    assertEquals(1000, Resamples.of(1409, 1).count());
    assertEquals(1000, Resamples.of(100_000, 1).count());
    assertEquals(500, Resamples.of(200_000, 1).count());
    assertEquals(100, Resamples.of(2_000_000, 1).count());
    assertEquals(100, Resamples.of(200_000_000, 1).count());
  }

  @Test
  void percentilesAreNumPys() {
    // numpy.percentile([1, 2, 3, 4], [2.5, 50, 97.5])
    Estimate estimate = Quantiles.interval(2, new double[] {4, 1, Double.NaN, 3, 2});
    assertEquals(1.075, estimate.low(), CLOSE);
    assertEquals(3.925, estimate.high(), CLOSE);
    assertEquals(2.5, Quantiles.at(new double[] {1, 2, 3, 4}, 0.5), CLOSE);
  }

  private static Map<String, Estimate> intervals(Rows rows, Resamples resamples, int threads) {
    try (Workers workers = new Workers(threads)) {
      return new Intervals(resamples, rows.labels(), workers)
          .of(List.of(new Predictions(rows.scores(), 0.4)))
          .getFirst();
    }
  }

  /// Every resample as a table of its own.
  private static Map<String, double[]> slow(Rows rows, Resamples resamples) {
    Map<String, double[]> samples = new TreeMap<>();
    int[] weights = new int[rows.labels().length];
    for (int sample = 0; sample < resamples.count(); sample++) {
      resamples.draw(sample, weights);
      int number = sample;
      Rows drawn = rows.repeated(weights);
      Metrics.of(drawn.labels(), drawn.scores(), 0.4)
          .byName()
          .forEach((name, value) ->
              samples.computeIfAbsent(name, any -> new double[resamples.count()])[number] = value);
    }
    return samples;
  }

  private static double percentile(double[] samples, double percent) {
    double[] sorted = Arrays.stream(samples).sorted().toArray();
    double place = percent / 100 * (sorted.length - 1);
    int below = (int) place;
    return sorted[below] * (below + 1 - place) + sorted[below + 1] * (place - below);
  }
}
