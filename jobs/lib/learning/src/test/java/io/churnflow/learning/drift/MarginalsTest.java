package io.churnflow.learning.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.drift.CategoryMarginal;
import io.churnflow.contracts.drift.NumberMarginal;
import io.churnflow.learning.Randomness;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarginalsTest {

  @Test
  void countsDifferentNumbers() {
    NumberMarginal found = Marginals.of(new double[] {3, Double.NaN, -0.0, 0.0, 3, -7});
    assertArrayEquals(new double[] {-7, 0, 3}, found.values());
    assertArrayEquals(new long[] {1, 2, 2}, found.counts());
    assertEquals(1, found.missing());
    assertEquals(0, found.tolerance());
  }

  @Test
  void anEmptyTextIsMissing() {
    CategoryColumn column =
        new CategoryColumn("c", new int[] {0, 1, -1, 1, 2}, List.of("b", "a", ""));
    CategoryMarginal found = (CategoryMarginal) Marginals.of(column);
    assertEquals(List.of("a", "b"), found.texts());
    assertArrayEquals(new long[] {2, 1}, found.counts());
    assertEquals(2, found.missing());
  }

  @Test
  void partsMergeIntoTheWholeInAnyOrder() {
    Randomness random = new Randomness(4);
    for (int trial = 0; trial < 50; trial++) {
      double[] values =
          IntStream.range(0, 1 + random.nextInt(200))
              .mapToDouble(i -> random.nextInt(5) == 0 ? Double.NaN : random.nextInt(40) - 20)
              .toArray();
      int cut = random.nextInt(values.length);
      NumberMarginal first = Marginals.of(Arrays.copyOf(values, cut));
      NumberMarginal second = Marginals.of(Arrays.copyOfRange(values, cut, values.length));
      assertSame(Marginals.of(values), (NumberMarginal) Marginals.merge(first, second));
      assertSame(Marginals.of(values), (NumberMarginal) Marginals.merge(second, first));
    }
  }

  @Test
  void moreNumbersThanMayBeKeptAreCountedInCellsOfAStatedWidth() {
    Randomness random = new Randomness(5);
    double[] values =
        IntStream.range(0, 250_000).mapToDouble(i -> 1 + random.nextInt(1 << 30) / 1e9).toArray();
    NumberMarginal whole = Marginals.of(values);
    assertTrue(whole.values().length <= Marginals.MOST);
    assertTrue(whole.tolerance() > 0 && whole.tolerance() < 1e-4, () -> "" + whole.tolerance());
    assertEquals(values.length, whole.present());
    double median = Arrays.stream(values).sorted().toArray()[values.length / 2 - 1];
    assertEquals(median, Numbers.quantile(whole, 0.5), median * whole.tolerance());
    NumberMarginal first = Marginals.of(Arrays.copyOf(values, 70_000));
    NumberMarginal second = Marginals.of(Arrays.copyOfRange(values, 70_000, values.length));
    assertSame(whole, (NumberMarginal) Marginals.merge(first, second));
  }

  @Test
  void numbersAndTextsDoNotMerge() {
    CategoryMarginal texts = new CategoryMarginal(0, List.of(), new long[0], 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> Marginals.merge(texts, Marginals.of(new double[] {1})));
  }

  private static void assertSame(NumberMarginal expected, NumberMarginal found) {
    assertArrayEquals(expected.values(), found.values());
    assertArrayEquals(expected.counts(), found.counts());
    assertEquals(expected.missing(), found.missing());
    assertEquals(expected.droppedBits(), found.droppedBits());
  }
}
