package io.churnflow.learning.calibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CalibrationSummary;
import io.churnflow.contracts.pipeline.CalibrationChoice;
import io.churnflow.learning.Folds;
import io.churnflow.learning.Logistic;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.Workers;
import org.junit.jupiter.api.Test;

final class CalibrationFitTest {
  private static final int ROWS = 4000;

  private final byte[] labels = new byte[ROWS];
  private final double[] margin = new double[ROWS];

  CalibrationFitTest() {
    Randomness random = new Randomness(5);
    for (int row = 0; row < ROWS; row++) {
      margin[row] = random.nextInt(1000) / 250.0 - 2.5;
      labels[row] =
          (byte) (random.nextInt(1 << 20) < Logistic.probability(margin[row]) * (1 << 20) ? 1 : 0);
    }
  }

  private CalibrationFit fit(CalibrationChoice asked, double[] scores) {
    try (Workers workers = new Workers(2)) {
      return CalibrationFit.of(asked, labels, scores, Folds.stratified(labels, 5, 1), workers);
    }
  }

  private double[] scores(double stretch) {
    double[] scores = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      scores[row] = Logistic.probability(stretch * margin[row]);
    }
    return scores;
  }

  @Test
  void leavesScoresThatMeanWhatTheySay() {
    double[] scores = scores(1);
    CalibrationFit fit = fit(CalibrationChoice.AUTO, scores);
    assertEquals("none", fit.summary().method());
    assertArrayEquals(scores, fit.probabilities());
  }

  @Test
  void undoesOverconfidence() {
    CalibrationFit fit = fit(CalibrationChoice.AUTO, scores(3));
    CalibrationSummary summary = fit.summary();
    assertEquals("platt", summary.method());
    assertEquals(1.0 / 3, ((PlattScaling) fit.calibration()).slope(), 0.04);
    assertTrue(summary.brierAfter() < summary.brierBefore(), summary.toString());
    assertTrue(summary.eceAfter() < summary.eceBefore() / 3, summary.toString());
  }

  @Test
  void takesTheRisingLineWhereNoLogisticFits() {
    double[] scores = scores(1);
    for (int row = 0; row < ROWS; row++) {
      scores[row] = scores[row] < 0.5 ? scores[row] / 50 : 0.9 + scores[row] / 20;
    }
    assertEquals("isotonic", fit(CalibrationChoice.AUTO, scores).summary().method());
  }

  /// Labels of a fold have no say in that fold's own probabilities.
  @Test
  void calibratesAFoldByTheOthers() {
    double[] scores = scores(2);
    Folds folds = Folds.stratified(labels, 5, 1);
    double[] before = fit(CalibrationChoice.ISOTONIC, scores).probabilities();
    for (int row : folds.inside(0)) {
      labels[row] = (byte) (1 - labels[row]);
    }
    try (Workers workers = new Workers(1)) {
      double[] after =
          CalibrationFit.of(CalibrationChoice.ISOTONIC, labels, scores, folds, workers)
              .probabilities();
      for (int row : folds.inside(0)) {
        assertEquals(before[row], after[row]);
      }
      int other = folds.inside(1)[7];
      assertNotEquals(before[other], after[other]);
    }
  }
}
