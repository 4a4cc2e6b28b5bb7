package io.churnflow.learning.trees;

import io.churnflow.learning.Workers;
import io.churnflow.learning.binning.BinnedRows;
import java.util.List;

/// Sums of derivatives and counts of rows by column and bin: three words a bin (first derivatives,
/// second derivatives, rows), columns one after the other.
final class GradientHistograms {
  private static final int ROWS_WORTH_A_THREAD = 1 << 14;

  private final BinnedRows columns;
  private final Gradients gradients;
  private final Workers workers;
  private final int[] first;

  /// @param first sum of first derivatives
  /// @param second sum of second derivatives
  /// @param rows number of rows
  record Totals(double first, double second, double rows) {}

  GradientHistograms(BinnedRows columns, Gradients gradients, Workers workers) {
    this.columns = columns;
    this.gradients = gradients;
    this.workers = workers;
    this.first = new int[columns.width() + 1];
    for (int column = 0; column < columns.width(); column++) {
      first[column + 1] = first[column] + columns.bins(column);
    }
  }

  /// Where a column's words begin.
  int offset(int column) {
    return 3 * first[column];
  }

  /// The histogram of `rows[from, to)`.
  long[] fill(int[] rows, int from, int to) {
    int parts = Math.clamp((to - from) / ROWS_WORTH_A_THREAD, 1, workers.threads());
    List<long[]> sums =
        workers.map(
            parts,
            part ->
                new GradientSums(columns, gradients, first)
                    .of(rows, bound(from, to, part, parts), bound(from, to, part + 1, parts)));
    long[] all = sums.getFirst();
    for (long[] more : sums.subList(1, parts)) {
      for (int word = 0; word < all.length; word++) {
        all[word] += more[word];
      }
    }
    return all;
  }

  private static int bound(int from, int to, int part, int parts) {
    return from + (int) ((long) (to - from) * part / parts);
  }

  /// Takes one side's histogram from its parent's, which becomes the other side's.
  void subtract(long[] parent, long[] side) {
    for (int word = 0; word < parent.length; word++) {
      parent[word] -= side[word];
    }
  }

  /// Sums over all rows, read off the first column.
  Totals totals(long[] histogram) {
    long firstSum = 0;
    long secondSum = 0;
    long rows = 0;
    for (int word = 0; word < offset(1); word += 3) {
      firstSum += histogram[word];
      secondSum += histogram[word + 1];
      rows += histogram[word + 2];
    }
    return new Totals(Gradients.first(firstSum), Gradients.second(secondSum), rows);
  }
}
