package io.churnflow.learning.explain;

/// The inner loops of [TreeWalk], one pass over the rows each: plain enough to be compiled to
/// vector instructions. What a row satisfies is 1 or 0.
final class RowKernels {
  private RowKernels() {}

  /// Adds `more`, row by row.
  static void add(double[] into, double[] more, int rows) {
    for (int row = 0; row < rows; row++) {
      into[row] += more[row];
    }
  }

  /// Multiplies by `factor`, row by row.
  static void multiply(double[] into, double[] factor, int rows) {
    for (int row = 0; row < rows; row++) {
      into[row] *= factor[row];
    }
  }

  /// The product times `ifSatisfied` + `always`, or times `always` alone.
  static void join(
      double[] into,
      double[] product,
      double[] satisfied,
      double ifSatisfied,
      double always,
      int rows) {
    for (int row = 0; row < rows; row++) {
      into[row] = product[row] * (satisfied[row] * ifSatisfied + always);
    }
  }

  /// The same for rows that satisfied the column's edge before; the product of others times
  /// `otherwise`.
  static void replace(
      double[] into,
      double[] product,
      double[] satisfied,
      double[] before,
      double ifSatisfied,
      double always,
      double otherwise,
      int rows) {
    for (int row = 0; row < rows; row++) {
      double kept = before[row] * (satisfied[row] * ifSatisfied + always);
      into[row] = product[row] * (kept + (1 - before[row]) * otherwise);
    }
  }

  /// Adds the sum times `satisfied` · `own` - 1 to a column's contributions.
  ///
  /// @param own one over the factor of a row that satisfies the edge
  static void credit(double[] column, double[] sum, double[] satisfied, double own, int rows) {
    for (int row = 0; row < rows; row++) {
      column[row] += sum[row] * (satisfied[row] * own - 1);
    }
  }

  /// The same for a later edge of the column, less what the edge before was credited with.
  ///
  /// @param ofBefore as `own`, of the edge before
  static void creditMore(
      double[] column,
      double[] sum,
      double[] satisfied,
      double[] before,
      double own,
      double ofBefore,
      int rows) {
    for (int row = 0; row < rows; row++) {
      column[row] += sum[row] * (satisfied[row] * own - before[row] * ofBefore);
    }
  }
}
