package io.churnflow.reporting.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PolylineTest {
  /// scikit-learn's own example: average_precision_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]).
  @Test
  void areaUnderTheStairsIsAveragePrecision() {
    double[] recall = {0, 0.5, 0.5, 1, 1};
    double[] precision = {1, 1, 0.5, 2 / 3.0, 0.5};
    Polyline stairs = Polyline.of(recall, precision).stairs();
    double area = 0;
    for (int i = 1; i < stairs.size(); i++) {
      area += (stairs.x(i) - stairs.x(i - 1)) * stairs.y(i);
    }
    assertEquals(0.8333333333333333, area, 1e-15);
  }

  @Test
  void refusesPointsWithoutAPartner() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Polyline.of(new double[] {0, 0.5, 1}, new double[] {0, 1}));
  }

  @Test
  void namesThePointThatIsNotANumber() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Polyline.between(0, 0, 1, Double.NaN));
    assertEquals(
        "curve: expected finite numbers, found (1.0, NaN) at point 1", refused.getMessage());
  }

  @Test
  void keepsItsPointsWhenTheArrayChanges() {
    double[] x = {0, 1};
    Polyline line = Polyline.of(x, new double[] {0, 1});
    x[0] = 0.5;
    assertEquals(0, line.x(0));
  }
}
