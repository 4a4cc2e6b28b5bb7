package io.churnflow.learning.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.learning.evaluation.Metrics;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueSketchTest {
  private static final int ROWS = 60_000;

  @Test
  void fewNumbersHaveACellEach() {
    double[] values = {3, -1, 3, Double.NaN, -0.0, 0.0};
    ValueSketch sketch = ValueSketch.of(values, new byte[] {1, 0, 0, 1, 1, 0});
    assertTrue(sketch.isExact());
    assertArrayEquals(
        new double[] {-1, 0, 3}, IntStream.range(0, 3).mapToDouble(sketch::value).toArray());
    assertEquals(new ClassCounts(1, 0), sketch.counts(0));
    assertEquals(new ClassCounts(1, 1), sketch.counts(1));
    assertEquals(new ClassCounts(1, 1), sketch.counts(2));
  }

  @Test
  void neitherTheOrderOfBatchesNorThatOfMergingMatters() {
    double[] values = Samples.numbers(ROWS, 2);
    byte[] labels = Samples.labels(ROWS, 3);
    ValueSketch whole = ValueSketch.of(values, labels);
    assertFalse(whole.isExact());
    for (int batch : new int[] {700, 16_384}) {
      ValueSketch forwards = ValueSketch.NONE;
      ValueSketch backwards = ValueSketch.NONE;
      for (int from = 0; from < ROWS; from += batch) {
        int to = Math.min(ROWS, from + batch);
        ValueSketch part =
            ValueSketch.of(
                Arrays.copyOfRange(values, from, to), Arrays.copyOfRange(labels, from, to));
        forwards = forwards.merge(part);
        backwards = part.merge(backwards);
      }
      assertSame(whole, forwards);
      assertSame(whole, backwards);
    }
  }

  private static void assertSame(ValueSketch expected, ValueSketch found) {
    assertEquals(expected.shift(), found.shift());
    assertArrayEquals(expected.keys(), found.keys());
    assertArrayEquals(expected.negatives(), found.negatives());
    assertArrayEquals(expected.positives(), found.positives());
  }

  @Test
  void quantilesAreRightToWithinTheStatedShare() {
    double[] values = Samples.numbers(ROWS, 4);
    ValueSketch sketch = ValueSketch.of(values, Samples.labels(ROWS, 5));
    assertTrue(sketch.size() <= ValueSketch.MOST);
    assertTrue(sketch.relativeWidth() > 0 && sketch.relativeWidth() < 0.02);
    double[] sorted = Arrays.stream(values).sorted().toArray();
    for (int rank = 0; rank < ROWS; rank += 997) {
      double found = new Quantiles(sketch).at(rank / (ROWS - 1.0));
      double bound = sketch.relativeWidth() / 2 * Math.abs(sorted[rank]) * 1.01;
      assertEquals(sorted[rank], found, bound);
    }
  }

  @Test
  void momentsOfTenYearsAreToldApartToAnHour() {
    long first = 1_700_000_000_000L;
    double[] values = IntStream.range(0, ROWS).mapToDouble(i -> first + i * 5_256_000.0).toArray();
    ValueSketch sketch = ValueSketch.of(values, new byte[ROWS]);
    for (int cell = 0; cell < sketch.size(); cell++) {
      assertTrue(sketch.high(cell) - sketch.low(cell) < 24 * 3_600_000.0);
    }
  }

  @Test
  void theAreaIsThatOfTheRocCurve() {
    double[] values = IntStream.range(0, 5000).mapToDouble(i -> i * 7919 % 1000 / 1000.0).toArray();
    byte[] labels = Samples.labels(5000, 6);
    for (int row = 0; row < labels.length; row += 3) {
      labels[row] = (byte) (values[row] > 0.4 ? 1 : 0);
    }
    double expected = Metrics.of(labels, values, 1).rocAuc();
    assertEquals(expected, RankArea.of(ValueSketch.of(values, labels)), 1e-12);
  }
}
