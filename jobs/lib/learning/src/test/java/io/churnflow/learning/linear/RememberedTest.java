package io.churnflow.learning.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import smile.math.BFGS;
import smile.util.function.DifferentiableMultivariateFunction;

class RememberedTest {
  /// Smallest at (1, −2), and counts how often it is asked.
  private static final class Counted implements DifferentiableMultivariateFunction {
    private int asked;

    @Override
    public double f(double[] at) {
      asked++;
      double x = at[0] - 1;
      double y = at[1] + 2;
      return x * x + x * x * x * x + 3 * y * y;
    }

    @Override
    public double g(double[] at, double[] gradient) {
      double x = at[0] - 1;
      gradient[0] = 2 * x + 4 * x * x * x;
      gradient[1] = 6 * (at[1] + 2);
      return f(at);
    }
  }

  @Test
  void asksOnceForAPointAndAgainForAnother() {
    Counted counted = new Counted();
    Remembered remembered = new Remembered(counted, 2);
    double[] point = {3, 0};
    double[] gradient = new double[2];

    assertEquals(32, remembered.f(point));
    assertEquals(32, remembered.g(point, gradient));
    assertEquals(1, counted.asked);
    assertArrayEquals(new double[] {36, 12}, gradient);

    point[0] = 1;
    assertEquals(12, remembered.g(point, gradient));
    assertArrayEquals(new double[] {0, 12}, gradient);
    assertEquals(2, counted.asked);
  }

  @Test
  void findsTheSameSmallestPointByFewerPasses() {
    Counted plain = new Counted();
    Counted saved = new Counted();
    double[] expected = {5, 5};
    double[] found = {5, 5};

    BFGS.minimize(plain, expected, 1e-9, 100);
    BFGS.minimize(new Remembered(saved, 2), found, 1e-9, 100);

    assertArrayEquals(expected, found);
    assertArrayEquals(new double[] {1, -2}, found, 1e-6);
    assertTrue(saved.asked < 0.7 * plain.asked, saved.asked + " of " + plain.asked);
  }
}
