package io.churnflow.learning.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.learning.Labels;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.support.Peers;
import java.util.Arrays;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class CalibratorsTest {

  @Test
  void equalTheirPeersOnAGridOfScores() {
    for (JsonNode peer : Peers.cases("calibration")) {
      byte[] labels = Peers.labels(peer.get("labels"));
      double[] scores = Peers.doubles(peer.get("scores"));
      double[] grid = Peers.doubles(peer.get("grid"));
      double[] platt = Peers.doubles(peer.get("platt"));
      double[] isotonic = Peers.doubles(peer.get("isotonic"));
      Calibration ourPlatt = PlattFit.fit(labels, scores);
      Calibration ourLine = IsotonicFit.fit(labels, scores);
      for (int i = 0; i < grid.length; i++) {
        assertEquals(platt[i], ourPlatt.apply(grid[i]), 1e-5);
        assertEquals(isotonic[i], ourLine.apply(grid[i]), 1e-9);
      }
    }
  }

  @RepeatedTest(30)
  void neverTurnTwoScoresRound(RepetitionInfo repetition) {
    Randomness random = new Randomness(repetition.getCurrentRepetition());
    byte[] labels = new byte[50];
    double[] scores = new double[50];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = (byte) (row < 2 ? row : random.nextInt(2));
      scores[row] = random.nextInt(30) / 29.0;
    }
    for (Calibration fitted :
        new Calibration[] {PlattFit.fit(labels, scores), IsotonicFit.fit(labels, scores)}) {
      double before = 0;
      for (int i = 0; i <= 200; i++) {
        double now = fitted.apply(i / 200.0);
        assertTrue(now >= before - 1e-15 && now <= 1, fitted + " at " + i / 200.0);
        before = now;
      }
    }
  }

  /// So a ranking gets no ties there, however many rows a block has pooled.
  @RepeatedTest(20)
  void isotonicKeepsScoresApartBetweenItsEnds(RepetitionInfo repetition) {
    Randomness random = new Randomness(repetition.getCurrentRepetition());
    byte[] labels = new byte[80];
    double[] scores = new double[80];
    for (int row = 0; row < labels.length; row++) {
      scores[row] = random.nextInt(100) / 99.0;
      labels[row] = (byte) (random.nextInt(100) < 20 + 60 * scores[row] ? 1 : 0);
    }
    IsotonicLine line = IsotonicFit.fit(labels, scores);
    double[] points = line.scores();
    double[] between =
        Arrays.stream(scores)
            .filter(score -> score >= points[0] && score <= points[points.length - 1])
            .sorted()
            .distinct()
            .toArray();
    assertTrue(between.length > 20, () -> between.length + " scores");
    for (int place = 1; place < between.length; place++) {
      assertTrue(line.apply(between[place]) > line.apply(between[place - 1]), line.toString());
    }
  }

  /// The mean of a block's probabilities is not the block's share of positives. That of all rows is
  /// within half of what chance does to the share, its standard error.
  @RepeatedTest(20)
  void isotonicKeepsTheShareOfPositivesNearly(RepetitionInfo repetition) {
    Randomness random = new Randomness(repetition.getCurrentRepetition());
    byte[] labels = new byte[2000];
    double[] scores = new double[2000];
    for (int row = 0; row < labels.length; row++) {
      scores[row] = random.nextInt(1000) / 999.0;
      labels[row] = (byte) (random.nextInt(1000) < 1000 * scores[row] * scores[row] ? 1 : 0);
    }
    IsotonicLine line = IsotonicFit.fit(labels, scores);
    double mean = Arrays.stream(scores).map(line::apply).average().orElseThrow();
    double share = Labels.positives(labels) / 2000.0;
    assertEquals(share, mean, Math.sqrt(share * (1 - share) / 2000) / 2);
  }

  @Test
  void plattIsNoSteeperThanAModelFileAllows() {
    byte[] labels = new byte[2000];
    double[] scores = new double[2000];
    for (int row = 0; row < 2000; row++) {
      labels[row] = (byte) (row % 2);
      scores[row] = 0.3 + row % 2 * 1e-4;
    }
    PlattScaling fitted = PlattFit.fit(labels, scores);
    assertEquals(PlattScaling.STEEPEST, fitted.slope());
    assertEquals(1, fitted.apply(0.3) + fitted.apply(0.3001), 1e-9);
    IsotonicLine line = IsotonicFit.fit(labels, scores);
    assertEquals(1, line.apply(0.3001) - line.apply(0.3), 1e-9);
  }

  @Test
  void plattIsLevelWhereScoresRankTheWrongWay() {
    PlattScaling fitted = PlattFit.fit(new byte[] {1, 1, 0, 0}, new double[] {0.1, 0.2, 0.8, 0.9});
    assertEquals(0, fitted.slope());
    assertEquals(0.5, fitted.apply(0.9), 1e-12);
  }
}
