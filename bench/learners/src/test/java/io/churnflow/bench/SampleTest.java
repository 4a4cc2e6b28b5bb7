package io.churnflow.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.churnflow.contracts.NumberColumn;
import io.churnflow.learning.FeatureTable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SampleTest {
  private static final double[] NUMBERS = IntStream.range(0, 100).asDoubleStream().toArray();

  /// Row i holds i, and is positive where that is a multiple of 3.
  private final Sample sample =
      new Sample(
          new FeatureTable(
              List.of(new NumberColumn("tenure", NumberColumn.Kind.INTEGER, NUMBERS)), 100),
          labels(NUMBERS));

  private static byte[] labels(double[] numbers) {
    byte[] labels = new byte[numbers.length];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = (byte) (numbers[row] % 3 == 0 ? 1 : 0);
    }
    return labels;
  }

  @Test
  void shufflingKeepsEveryRowOnceWithItsLabel() {
    Sample shuffled = sample.shuffled(2);
    double[] numbers = shuffled.features().numbers(0);
    assertArrayEquals(labels(numbers), shuffled.labels());
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    assertArrayEquals(NUMBERS, sorted);
  }

  @Test
  void theSeedDecidesTheOrder() {
    double[] numbers = sample.shuffled(2).features().numbers(0);
    assertArrayEquals(numbers, sample.shuffled(2).features().numbers(0));
    assertFalse(Arrays.equals(numbers, sample.shuffled(3).features().numbers(0)));
    assertFalse(Arrays.equals(numbers, NUMBERS));
    assertEquals(100, numbers.length);
  }
}
