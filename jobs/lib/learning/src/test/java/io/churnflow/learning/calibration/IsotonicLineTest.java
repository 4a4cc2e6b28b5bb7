package io.churnflow.learning.calibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.learning.Randomness;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class IsotonicLineTest {

  @Test
  void goesThroughItsPointsAndIsLevelOutside() {
    IsotonicLine line = new IsotonicLine(new double[] {0.2, 0.4}, new double[] {0.1, 0.5});
    assertEquals(0.1, line.apply(0));
    assertEquals(0.1, line.apply(0.2));
    assertEquals(0.3, line.apply(0.3), 1e-15);
    assertEquals(0.5, line.apply(0.4), 1e-15);
    assertEquals(0.5, line.apply(1), 1e-15);
  }

  @Test
  void refusesAJump() {
    double[] scores = {0.3, 0.3 + 1e-9};
    assertThrows(
        IllegalArgumentException.class, () -> new IsotonicLine(scores, new double[] {0.1, 0.9}));
  }

  @Test
  void leavesOutPointsThatWouldMakeAJumpButNotTheLastOne() {
    IsotonicLine line =
        IsotonicLine.through(
            new double[] {0, 0.3, 0.3, 0.5, 0.9 - 1e-12, 0.9},
            new double[] {0, 0.1, 0.4, 0.6, 0.7, 1});
    assertArrayEquals(new double[] {0, 0.3, 0.5, 0.9}, line.scores());
    assertArrayEquals(new double[] {0, 0.1, 0.6, 1}, line.probabilities());
  }

  @Test
  void neverChangesTheOrderOfTwoScores() {
    Randomness random = new Randomness(4);
    for (int i = 0; i < 200; i++) {
      IsotonicLine line = IsotonicLine.through(ascending(random, 30), ascending(random, 30));
      double[] scores = ascending(random, 100);
      for (int place = 1; place < scores.length; place++) {
        double before = line.apply(scores[place - 1]);
        double after = line.apply(scores[place]);
        assertTrue(after >= before - 1e-15, () -> before + " then " + after);
      }
    }
  }

  private static double[] ascending(Randomness random, int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> random.nextInt(1_000_001) / 1e6);
    Arrays.sort(values);
    return values;
  }
}
