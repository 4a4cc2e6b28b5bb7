package io.churnflow.learning.linear;

/// Some columns of the design matrix. Weights and gradients are those of the whole design; a block
/// knows which are its own.
sealed interface DesignBlock permits DenseColumn, OneHotColumn, CodedColumns {

  /// Adds this block times its weights to the margins of the rows from `start`.
  void addMargin(double[] weights, int start, double[] margin, int rows);

  /// Adds this block, transposed, times the residuals of the rows from `start` to the gradient.
  void addGradient(double[] residual, int start, int rows, double[] gradient);

  /// Adds what one row has in this block.
  void addTo(SparseRow sparse, int row);
}
