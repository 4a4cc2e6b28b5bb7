package io.churnflow.learning.trees;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.learning.Randomness;
import io.churnflow.learning.binning.BinEdges;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodeFinderTest {
  private static final double[] ODD = {
    0.0,
    -0.0,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 8, 9, 255, 5000})
  void countsTheThresholdsBelowAValue(int size) {
    expectCounts(distinct(size, 1));
    expectCounts(distinct(size, 1e300));
    expectCounts(distinct(size, Double.MIN_NORMAL));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.MAX_VALUE, 1e18, 1})
  void findsThemWhereNearlyAllShareABucket(double far) {
    expectCounts(DoubleStream.concat(Arrays.stream(distinct(300, 1)), DoubleStream.of(-far, far)));
  }

  private static void expectCounts(DoubleStream thresholds) {
    expectCounts(thresholds.sorted().distinct().toArray());
  }

  /// Ascending whole numbers times `spread`, drawn at random.
  private static double[] distinct(int size, double spread) {
    Randomness random = new Randomness(size);
    return DoubleStream.generate(() -> (random.nextInt(1 << 20) - (1 << 19)) * spread)
        .distinct()
        .limit(size)
        .sorted()
        .toArray();
  }

  private static void expectCounts(double[] thresholds) {
    double[] values =
        DoubleStream.concat(
                Arrays.stream(ODD),
                Arrays.stream(thresholds)
                    .flatMap(edge -> DoubleStream.of(edge, Math.nextUp(edge), Math.nextDown(edge))))
            .toArray();
    char[] codes = new char[values.length];
    new CodeFinder(thresholds).find(values, 0, values.length, codes);
    for (int i = 0; i < values.length; i++) {
      assertEquals(BinEdges.bin(thresholds, values[i]), codes[i], "code of " + values[i]);
    }
  }
}
