package io.churnflow.learning.linear;

import io.churnflow.contracts.CategoryColumn;

/// A block of columns of the design matrix, as compact as its content: zeros of one-hot columns are
/// not stored.
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: private to a fit
sealed interface DesignColumn {
  /// Number of weights.
  int width();

  /// Adds this block times its weights to the margins of the rows from `start`.
  void addMargin(double[] weights, int offset, int start, double[] margin, int rows);

  /// Adds this block, transposed, times the residuals of the rows from `start` to the gradient.
  void addGradient(double[] residual, int start, int rows, double[] gradient, int offset);

  /// One dense column.
  record Dense(double[] values) implements DesignColumn {
    @Override
    public int width() {
      return 1;
    }

    @Override
    public void addMargin(double[] weights, int offset, int start, double[] margin, int rows) {
      double weight = weights[offset];
      for (int i = 0; i < rows; i++) {
        margin[i] += values[start + i] * weight;
      }
    }

    @Override
    public void addGradient(double[] residual, int start, int rows, double[] gradient, int offset) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        sum += values[start + i] * residual[i];
      }
      gradient[offset] += sum;
    }
  }

  /// One-hot columns as codes; a row whose code is -1 has zeros in all of them.
  record OneHot(int[] codes, int width) implements DesignColumn {
    @Override
    public void addMargin(double[] weights, int offset, int start, double[] margin, int rows) {
      for (int i = 0; i < rows; i++) {
        int code = codes[start + i];
        margin[i] += code == CategoryColumn.MISSING ? 0 : weights[offset + code];
      }
    }

    @Override
    public void addGradient(double[] residual, int start, int rows, double[] gradient, int offset) {
      for (int i = 0; i < rows; i++) {
        int code = codes[start + i];
        if (code != CategoryColumn.MISSING) {
          gradient[offset + code] += residual[i];
        }
      }
    }
  }
}
