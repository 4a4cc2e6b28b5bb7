package io.churnflow.learning.trees;

import io.churnflow.learning.Workers;

/// Sums of derivatives and counts of rows by column and bin: three doubles a bin, columns one after
/// the other.
///
/// Each column is summed by one thread in the order of the rows, so that sums do not depend on the
/// number of threads.
final class GradientHistograms {
  private static final int ROWS_WORTH_THREADS = 50_000;

  private final BinnedColumns columns;
  private final BoostingFit.Gradients gradients;
  private final Workers workers;
  private final int[] offsets;
  private final double[] first;
  private final double[] second;

  /// @param first sum of first derivatives
  /// @param second sum of second derivatives
  /// @param rows number of rows
  record Totals(double first, double second, double rows) {}

  GradientHistograms(BinnedColumns columns, BoostingFit.Gradients gradients, Workers workers) {
    this.columns = columns;
    this.gradients = gradients;
    this.workers = workers;
    this.offsets = new int[columns.width() + 1];
    for (int column = 0; column < columns.width(); column++) {
      offsets[column + 1] = offsets[column] + 3 * columns.bins(column);
    }
    this.first = new double[columns.rows()];
    this.second = new double[columns.rows()];
  }

  int offset(int column) {
    return offsets[column];
  }

  /// The histogram of `rows[from, to)`.
  double[] fill(int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      first[i] = gradients.first()[rows[i]];
      second[i] = gradients.second()[rows[i]];
    }
    double[] histogram = new double[offsets[columns.width()]];
    if (to - from >= ROWS_WORTH_THREADS) {
      workers.run(columns.width(), column -> fill(histogram, column, rows, from, to));
    } else {
      for (int column = 0; column < columns.width(); column++) {
        fill(histogram, column, rows, from, to);
      }
    }
    return histogram;
  }

  private void fill(double[] histogram, int column, int[] rows, int from, int to) {
    byte[] bins = columns.bins()[column];
    int offset = offsets[column];
    for (int i = from; i < to; i++) {
      int slot = offset + 3 * (bins[rows[i]] & 0xff);
      histogram[slot] += first[i];
      histogram[slot + 1] += second[i];
      histogram[slot + 2]++;
    }
  }

  /// Takes one side's histogram from its parent's, which becomes the other side's.
  void subtract(double[] parent, double[] side) {
    for (int slot = 0; slot < parent.length; slot++) {
      parent[slot] -= side[slot];
    }
  }

  /// Sums over all rows, read off the first column.
  Totals totals(double[] histogram) {
    double firstSum = 0;
    double secondSum = 0;
    double rows = 0;
    for (int slot = 0; slot < offsets[1]; slot += 3) {
      firstSum += histogram[slot];
      secondSum += histogram[slot + 1];
      rows += histogram[slot + 2];
    }
    return new Totals(firstSum, secondSum, rows);
  }
}
