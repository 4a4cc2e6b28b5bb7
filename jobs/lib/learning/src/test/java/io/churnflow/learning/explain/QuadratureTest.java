package io.churnflow.learning.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class QuadratureTest {

  @Test
  void integratesEveryPowerThatItMust() {
    for (int count = 1; count <= 32; count++) {
      Quadrature quadrature = Quadrature.of(count);
      for (int power = 0; power < 2 * count; power++) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
          double point = quadrature.points()[i];
          assertTrue(point > 0 && point < 1 && quadrature.weights()[i] > 0);
          sum += quadrature.weights()[i] * Math.pow(point, power);
        }
        assertEquals(1.0 / (power + 1), sum, 1e-14, count + " points, power " + power);
      }
    }
  }
}
