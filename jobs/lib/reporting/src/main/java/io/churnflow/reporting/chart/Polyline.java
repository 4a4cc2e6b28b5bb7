package io.churnflow.reporting.chart;

/// Points in order, at least two, all finite.
public final class Polyline {
  private final double[] x;
  private final double[] y;

  private Polyline(double[] x, double[] y) {
    this.x = x;
    this.y = y;
  }

  /// Copies the points.
  ///
  /// @param x one a point
  /// @param y one a point
  /// @throws IllegalArgumentException for arrays of different length, fewer than two points, or a
  ///   number that is not finite
  public static Polyline of(double[] x, double[] y) {
    if (x.length != y.length || x.length < 2) {
      throw new IllegalArgumentException(
          "curve: expected as many x as y and at least 2, found %d and %d"
              .formatted(x.length, y.length));
    }
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(x[i]) || !Double.isFinite(y[i])) {
        throw new IllegalArgumentException(
            "curve: expected finite numbers, found (%s, %s) at point %d".formatted(x[i], y[i], i));
      }
    }
    return new Polyline(x.clone(), y.clone());
  }

  /// The line from one point to another.
  public static Polyline between(double fromX, double fromY, double toX, double toY) {
    return of(new double[] {fromX, toX}, new double[] {fromY, toY});
  }

  /// Stairs through the same points: first to the next point's y, then to its x. The area under
  /// them is the sum of (x of a point - x of the one before) * y of the point.
  public Polyline stairs() {
    double[] stairX = new double[2 * x.length - 1];
    double[] stairY = new double[2 * x.length - 1];
    for (int i = 0; i < stairX.length; i++) {
      stairX[i] = x[i / 2];
      stairY[i] = y[(i + 1) / 2];
    }
    return new Polyline(stairX, stairY);
  }

  /// The same line.
  ///
  /// @throws IllegalArgumentException for a point that has a coordinate outside [0, 1], or an x
  ///   that is less than the one before
  public Polyline withinUnitSquare() {
    for (int i = 0; i < x.length; i++) {
      boolean inside = x[i] >= 0 && x[i] <= 1 && y[i] >= 0 && y[i] <= 1;
      if (!inside || (i > 0 && x[i] < x[i - 1])) {
        throw new IllegalArgumentException(
            "curve: expected shares in [0, 1] by rising x, found (%s, %s) at point %d"
                .formatted(x[i], y[i], i));
      }
    }
    return this;
  }

  /// Number of points.
  public int size() {
    return x.length;
  }

  /// @param point from 0
  public double x(int point) {
    return x[point];
  }

  /// @param point from 0
  public double y(int point) {
    return y[point];
  }
}
