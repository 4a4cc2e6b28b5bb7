package io.churnflow.learning.linear;

import java.util.List;

/// A raw column of at most 256 different cells, with what each of them puts into the design matrix.
///
/// @param codes which cell a row has, unsigned
/// @param cells what each cell stands for
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: private to a fit
record CodedColumn(byte[] codes, List<Cell> cells) {

  /// The most different cells.
  static final int MOST = 256;

  /// What one cell puts into the design matrix: a value into a column, and a one into another where
  /// `mark` is not -1.
  ///
  /// @param weight of the first column; -1 puts nothing there
  record Cell(int weight, double value, int mark) {

    void addTo(SparseRow sparse) {
      if (weight >= 0) {
        sparse.add(weight, value);
      }
      if (mark >= 0) {
        sparse.add(mark, 1);
      }
    }

    double times(double[] weights) {
      double own = weight < 0 ? 0 : value * weights[weight];
      return mark < 0 ? own : own + weights[mark];
    }

    void addTo(double[] gradient, double residuals) {
      if (weight >= 0) {
        gradient[weight] += value * residuals;
      }
      if (mark >= 0) {
        gradient[mark] += residuals;
      }
    }
  }
}
