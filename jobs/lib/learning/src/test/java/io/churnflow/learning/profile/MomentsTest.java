package io.churnflow.learning.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import smile.math.MathEx;

class MomentsTest {

  @Test
  void areThoseOfTheNumbersThatAreThere() {
    Moments moments = Moments.of(new double[] {2, Double.NaN, 4, 9});
    assertEquals(3, moments.count());
    assertEquals(5, moments.mean(), 1e-15);
    // Squared distances 9 + 1 + 16 over two.
    assertEquals(Math.sqrt(13), moments.deviation(), 1e-15);
    assertEquals(2, moments.minimum());
    assertEquals(9, moments.maximum());
  }

  @Test
  void ofBatchesAreThoseOfTheWholeWhereTheMeanIsLarge() {
    double[] values = Samples.numbers(10_000, 1).clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += 1e9;
    }
    Moments merged = Moments.NONE;
    for (int from = 0; from < values.length; from += 1000) {
      merged = merged.merge(Moments.of(Arrays.copyOfRange(values, from, from + 1000)));
    }
    assertEquals(MathEx.mean(values), merged.mean(), 1e-6);
    assertEquals(MathEx.stdev(values), merged.deviation(), 1e-9 * merged.deviation() + 1e-9);
  }

  @Test
  void ofNothingAreUndefined() {
    assertEquals(Moments.NONE, Moments.of(new double[] {Double.NaN}));
    assertTrue(Double.isNaN(Moments.NONE.deviation()));
    assertEquals(Moments.NONE, Moments.NONE.merge(Moments.NONE));
  }
}
