package io.churnflow.learning.binning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.learning.Randomness;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class BinEdgesTest {

  @Test
  void cutsMidwayBetweenFewValues() {
    assertArrayEquals(new double[] {1.5, 3}, BinEdges.of(new double[] {4, 1, 2, 2, 1}));
  }

  @Test
  void needsNoCutForOneValue() {
    assertEquals(0, BinEdges.of(new double[] {7, 7}).length);
    assertEquals(0, BinEdges.of(new double[0]).length);
  }

  @Test
  void keepsNeighbouringDoublesAndTheLargestApart() {
    double[] values = {
      1, Math.nextUp(1.0), -Double.MAX_VALUE, Double.MAX_VALUE, 0, Double.MIN_VALUE
    };
    double[] edges = BinEdges.of(values);
    assertEquals(5, edges.length);
    assertEquals(6, Arrays.stream(values).mapToInt(v -> BinEdges.bin(edges, v)).distinct().count());
  }

  @Test
  void cutsManyValuesIntoBinsOfAboutEqualSize() {
    Randomness random = new Randomness(1);
    double[] values = new double[50_000];
    Arrays.setAll(values, i -> Math.exp(random.nextInt(1_000_000) / 1e5));
    double[] edges = BinEdges.of(values);
    int[] sizes = new int[edges.length + 1];
    Arrays.stream(values).forEach(value -> sizes[BinEdges.bin(edges, value)]++);
    assertEquals(256, sizes.length);
    assertTrue(Arrays.stream(sizes).allMatch(size -> size > 150 && size < 250));
  }

  @Test
  void saysTheSameOfBinsAndOfValues() {
    Randomness random = new Randomness(2);
    double[] values = new double[3_000];
    Arrays.setAll(values, i -> random.nextInt(900) / 7.0);
    double[] edges = BinEdges.of(values);
    for (double value : values) {
      int bin = BinEdges.bin(edges, value);
      for (int cut = 0; cut < edges.length; cut++) {
        assertEquals(value <= edges[cut], bin <= cut);
      }
    }
  }

  @Test
  void leavesMissingValuesOut() {
    double nan = Double.NaN;
    assertArrayEquals(new double[] {1.5}, BinEdges.of(new double[] {nan, 1, nan, 2, nan}));
    assertEquals(0, BinEdges.of(new double[] {nan, nan}).length);
    double[] many = new double[2_000];
    Arrays.setAll(many, i -> i % 2 == 0 ? nan : i);
    assertEquals(255, BinEdges.of(many).length);
  }

  @Test
  void givesEveryOneOfTwoHundredAndFiftySixValuesItsOwnBin() {
    double[] values = new double[3 * 256];
    Arrays.setAll(values, i -> (i * 37) % 256 - 100);
    assertEquals(255, BinEdges.of(values).length);
  }

  @Test
  void readsTheRanksOfAMillionValuesOffASample() {
    double[] values = new double[1_000_000];
    Arrays.setAll(values, i -> (i * 7919L) % 1_000_000);
    double[] edges = BinEdges.of(values);
    for (int edge = 0; edge < edges.length; edge++) {
      assertEquals((edge + 1) * 1_000_000.0 / 256, edges[edge], 400);
    }
  }
}
