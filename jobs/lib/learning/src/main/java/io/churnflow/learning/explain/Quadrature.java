package io.churnflow.learning.explain;

/// Gauss-Legendre quadrature on [0, 1]: the sum of weight times value at the points is the integral
/// of every polynomial of degree up to twice their number less 1.
///
/// @param points ascending, within (0, 1)
/// @param weights positive; their sum is 1
@SuppressWarnings("ArrayRecordComponent") // private to the package
record Quadrature(double[] points, double[] weights) {
  private static final int MOST_STEPS = 100;
  private static final double CLOSE = 1e-15;

  /// The points are the roots of the Legendre polynomial of that degree, found by Newton's method.
  ///
  /// @param count of points, at least 1
  static Quadrature of(int count) {
    double[] points = new double[count];
    double[] weights = new double[count];
    for (int i = 0; i < count; i++) {
      double root = root(count, StrictMath.cos(StrictMath.PI * (i + 0.75) / (count + 0.5)));
      double slope = legendre(count, root)[1];
      points[i] = (1 - root) / 2;
      weights[i] = 1 / ((1 - root * root) * slope * slope);
    }
    return new Quadrature(points, weights);
  }

  private static double root(int degree, double guess) {
    double root = guess;
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] found = legendre(degree, root);
      double change = found[0] / found[1];
      root -= change;
      if (Math.abs(change) <= CLOSE) {
        break;
      }
    }
    return root;
  }

  /// The Legendre polynomial's value and slope, by Bonnet's recursion.
  private static double[] legendre(int degree, double x) {
    double before = 1;
    double value = x;
    for (int n = 1; n < degree; n++) {
      double next = ((2 * n + 1) * x * value - n * before) / (n + 1);
      before = value;
      value = next;
    }
    return new double[] {value, degree * (x * value - before) / (x * x - 1)};
  }
}
