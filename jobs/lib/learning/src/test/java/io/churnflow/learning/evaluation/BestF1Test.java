package io.churnflow.learning.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.learning.Randomness;
import java.util.Arrays;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class BestF1Test {
  private final ThresholdRule rule = new BestF1();

  @RepeatedTest(30)
  void findsTheBestOfAllThresholds(RepetitionInfo repetition) {
    Randomness random = new Randomness(repetition.getCurrentRepetition());
    byte[] labels = new byte[60];
    double[] scores = new double[60];
    for (int row = 0; row < 60; row++) {
      labels[row] = (byte) random.nextInt(2);
      scores[row] = random.nextInt(40) / 40.0;
    }
    double best =
        Arrays.stream(scores).map(t -> Metrics.of(labels, scores, t).f1()).max().orElse(0);
    assertEquals(best, Metrics.of(labels, scores, rule.choose(labels, scores)).f1());
  }

  @Test
  void liesMidwayBetweenCalledAndUncalledScores() {
    byte[] labels = {0, 0, 1, 1};
    assertEquals(0.5, rule.choose(labels, new double[] {0.1, 0.25, 0.75, 0.9}));
  }

  @Test
  void isTheLowestScoreWhereAllAreCalled() {
    assertEquals(0.25, rule.choose(new byte[] {1, 0, 1}, new double[] {0.25, 0.5, 0.75}));
  }

  @Test
  void takesTheHighestOfEqualOnes() {
    // Calling the first row only and calling all four give F1 2/3 each.
    assertEquals(
        0.8, rule.choose(new byte[] {1, 0, 0, 1}, new double[] {0.9, 0.7, 0.5, 0.3}), 1e-15);
  }

  @Test
  void refusesRowsWithoutAPositive() {
    assertThrows(
        IllegalArgumentException.class,
        () -> rule.choose(new byte[] {0, 0}, new double[] {0.5, 0.6}));
  }
}
