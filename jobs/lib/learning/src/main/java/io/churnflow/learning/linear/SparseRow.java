package io.churnflow.learning.linear;

/// Which weights a row of the design matrix is multiplied with, and by what.
final class SparseRow {
  private final double[] dense;
  private final int[] weights;
  private int size;

  /// @param width number of weights
  SparseRow(int width) {
    dense = new double[width];
    weights = new int[width];
  }

  void clear() {
    for (int i = 0; i < size; i++) {
      dense[weights[i]] = 0;
    }
    size = 0;
  }

  /// Adds to what stands in a column.
  void add(int weight, double value) {
    if (value != 0) {
      if (dense[weight] == 0) {
        weights[size++] = weight;
      }
      dense[weight] += value;
    }
  }

  /// The margin with these weights.
  double times(double[] factors) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += dense[weights[i]] * factors[weights[i]];
    }
    return sum;
  }

  /// Adds `factor` times the row's outer product with itself to the lower half of a matrix.
  void addSquareTo(double[][] matrix, double factor) {
    for (int i = 0; i < size; i++) {
      int one = weights[i];
      double scaled = factor * dense[one];
      for (int j = 0; j <= i; j++) {
        int other = weights[j];
        matrix[Math.max(one, other)][Math.min(one, other)] += scaled * dense[other];
      }
    }
  }
}
