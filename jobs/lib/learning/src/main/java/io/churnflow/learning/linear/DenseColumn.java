package io.churnflow.learning.linear;

/// One column of numbers.
///
/// @param weight its weight
/// @param values one a row
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: private to a fit
record DenseColumn(int weight, double[] values) implements DesignBlock {

  @Override
  public void addMargin(double[] weights, int start, double[] margin, int rows) {
    double factor = weights[weight];
    for (int i = 0; i < rows; i++) {
      margin[i] += values[start + i] * factor;
    }
  }

  @Override
  public void addGradient(double[] residual, int start, int rows, double[] gradient) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += values[start + i] * residual[i];
    }
    gradient[weight] += sum;
  }

  @Override
  public void addTo(SparseRow sparse, int row) {
    sparse.add(weight, values[row]);
  }
}
