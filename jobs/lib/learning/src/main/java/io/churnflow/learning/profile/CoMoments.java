package io.churnflow.learning.profile;

/// How numbers of several columns go together, pair by pair over the rows that have both: counts,
/// means, squares and products about the means. Two of them merge as in [Moments].
///
/// @param size number of columns
/// @param counts rows that have both, by `size * i + j`
/// @param means of column i over the rows that have column j too
/// @param squares of the same numbers: sum of squared distances from that mean
/// @param products of the distances of i and j from those means
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
record CoMoments(int size, long[] counts, double[] means, double[] squares, double[] products) {
  private static final double TINY = 1e-13;

  static CoMoments none(int size) {
    int pairs = Math.multiplyExact(size, size);
    return new CoMoments(
        size, new long[pairs], new double[pairs], new double[pairs], new double[pairs]);
  }

  /// @param columns of equal length; NaN is missing
  static CoMoments of(double[][] columns) {
    CoMoments found = none(columns.length);
    CentredColumn[] centred = new CentredColumn[columns.length];
    for (int i = 0; i < columns.length; i++) {
      centred[i] = CentredColumn.of(columns[i]);
      for (int j = 0; j <= i; j++) {
        found.put(i, j, centred[i], centred[j]);
      }
    }
    return found;
  }

  private void put(int i, int j, CentredColumn first, CentredColumn second) {
    CentredColumn.Pair pair = first.with(second);
    put(size * i + j, pair.count(), pair.firstMean(), pair.firstSquares(), pair.products());
    put(size * j + i, pair.count(), pair.secondMean(), pair.secondSquares(), pair.products());
  }

  private void put(int at, long count, double mean, double square, double product) {
    counts[at] = count;
    means[at] = mean;
    squares[at] = square;
    products[at] = product;
  }

  CoMoments merge(CoMoments other) {
    CoMoments merged = none(size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        int at = size * i + j;
        long all = counts[at] + other.counts[at];
        if (all > 0) {
          double apart = other.means[at] - means[at];
          double apartOther = other.means[size * j + i] - means[size * j + i];
          double weight = (double) counts[at] * other.counts[at] / all;
          merged.put(
              at,
              all,
              means[at] + apart * other.counts[at] / all,
              squares[at] + other.squares[at] + apart * apart * weight,
              products[at] + other.products[at] + apart * apartOther * weight);
        }
      }
    }
    return merged;
  }

  /// Covariance of two columns, by one less than the rows that have both; NaN for fewer than two.
  double covariance(int i, int j) {
    int at = size * i + j;
    return counts[at] < 2 ? Double.NaN : products[at] / (counts[at] - 1);
  }

  /// Pearson's correlation of two columns over the rows that have both, in [-1, 1]; NaN where one
  /// of them is constant there.
  double correlation(int i, int j) {
    int at = size * i + j;
    int back = size * j + i;
    return varies(at) && varies(back)
        ? Math.clamp(products[at] / (Math.sqrt(squares[at]) * Math.sqrt(squares[back])), -1, 1)
        : Double.NaN;
  }

  /// Whether the numbers differ by more than rounding may make of equal ones.
  private boolean varies(int at) {
    double rounding = TINY * means[at];
    return squares[at] > counts[at] * rounding * rounding;
  }
}
