package io.churnflow.learning.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.learning.Randomness;
import org.junit.jupiter.api.Test;

final class CurveTest {
  private static final byte[] LABELS = {1, 0, 1, 0};
  private static final double[] SCORES = {0.9, 0.8, 0.7, 0.1};

  @Test
  void drawsTheRocCurve() {
    Curve curve = Curve.roc(LABELS, SCORES);
    assertArrayEquals(new double[] {0, 0, 0.5, 0.5, 1}, curve.x());
    assertArrayEquals(new double[] {0, 0.5, 0.5, 1, 1}, curve.y());
  }

  @Test
  void drawsPrecisionAgainstRecall() {
    Curve curve = Curve.precisionRecall(LABELS, SCORES);
    assertArrayEquals(new double[] {0, 0.5, 0.5, 1, 1}, curve.x());
    assertArrayEquals(new double[] {1, 1, 0.5, 2 / 3.0, 0.5}, curve.y());
  }

  @Test
  void thinsManyPointsWithoutMovingTheAreaUnderThem() {
    int rows = 50_000;
    Randomness random = new Randomness(1);
    byte[] labels = new byte[rows];
    double[] scores = new double[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = (byte) random.nextInt(2);
      scores[row] = labels[row] * 0.3 + random.nextInt(1 << 20) / (double) (1 << 20);
    }
    Curve curve = Curve.roc(labels, scores);
    assertTrue(curve.size() < 1000, "points: " + curve.size());
    assertEquals(Metrics.of(labels, scores, 0.5).rocAuc(), area(curve), 2e-3);
  }

  private static double area(Curve curve) {
    double area = 0;
    for (int i = 1; i < curve.size(); i++) {
      area += (curve.x()[i] - curve.x()[i - 1]) * (curve.y()[i] + curve.y()[i - 1]) / 2;
    }
    return area;
  }
}
