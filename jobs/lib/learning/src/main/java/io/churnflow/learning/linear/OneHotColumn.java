package io.churnflow.learning.linear;

import io.churnflow.contracts.CategoryColumn;

/// Columns of zeros with at most a single one a row, as codes: for a category column of too many
/// categories for [CodedColumns].
///
/// @param first weight of code 0
/// @param codes one a row; a row whose code is -1 has zeros in all columns
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: private to a fit
record OneHotColumn(int first, int[] codes) implements DesignBlock {

  @Override
  public void addMargin(double[] weights, int start, double[] margin, int rows) {
    for (int i = 0; i < rows; i++) {
      int code = codes[start + i];
      margin[i] += code == CategoryColumn.MISSING ? 0 : weights[first + code];
    }
  }

  @Override
  public void addGradient(double[] residual, int start, int rows, double[] gradient) {
    for (int i = 0; i < rows; i++) {
      int code = codes[start + i];
      if (code != CategoryColumn.MISSING) {
        gradient[first + code] += residual[i];
      }
    }
  }

  @Override
  public void addTo(SparseRow sparse, int row) {
    if (codes[row] != CategoryColumn.MISSING) {
      sparse.add(first + codes[row], 1);
    }
  }
}
