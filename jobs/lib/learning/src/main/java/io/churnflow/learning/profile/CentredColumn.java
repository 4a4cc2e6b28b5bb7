package io.churnflow.learning.profile;

/// A batch of one column, less its mean.
///
/// @param mean of the numbers that are not missing
/// @param distances of each row from it; NaN is missing
/// @param squares sum of their squares
/// @param whole whether none is missing
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
record CentredColumn(double mean, double[] distances, double squares, boolean whole) {
  private static final double TINY = 1e-12;

  /// Two columns over the rows that have both.
  record Pair(
      long count,
      double firstMean,
      double secondMean,
      double firstSquares,
      double secondSquares,
      double products) {}

  static CentredColumn of(double[] values) {
    Moments moments = Moments.of(values);
    double[] distances = new double[values.length];
    boolean whole = true;
    for (int row = 0; row < values.length; row++) {
      distances[row] = values[row] - moments.mean();
      whole &= !Double.isNaN(values[row]);
    }
    return new CentredColumn(moments.mean(), distances, moments.squares(), whole);
  }

  Pair with(CentredColumn other) {
    if (whole && other.whole) {
      return new Pair(
          distances.length,
          mean,
          other.mean,
          squares,
          other.squares,
          product(distances, other.distances));
    }
    return overCommonRows(other);
  }

  private Pair overCommonRows(CentredColumn other) {
    long count = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int row = 0; row < distances.length; row++) {
      double first = distances[row];
      double second = other.distances[row];
      if (!Double.isNaN(first) && !Double.isNaN(second)) {
        count++;
        x += first;
        y += second;
        xx += first * first;
        yy += second * second;
        xy += first * second;
      }
    }
    double rows = Math.max(1, count);
    return new Pair(
        count,
        mean + x / rows,
        other.mean + y / rows,
        aboutMean(xx, x, rows),
        aboutMean(yy, y, rows),
        xy - x * y / rows);
  }

  /// The sum of squares about the mean; what only rounding has left of it is none.
  private static double aboutMean(double squares, double sum, double rows) {
    double left = squares - sum * sum / rows;
    return left > TINY * squares ? left : 0;
  }

  /// Four sums side by side: one would wait for itself at every row.
  private static double product(double[] first, double[] second) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int end = first.length - first.length % 4;
    for (int row = 0; row < end; row += 4) {
      a += first[row] * second[row];
      b += first[row + 1] * second[row + 1];
      c += first[row + 2] * second[row + 2];
      d += first[row + 3] * second[row + 3];
    }
    for (int row = end; row < first.length; row++) {
      a += first[row] * second[row];
    }
    return a + b + (c + d);
  }
}
