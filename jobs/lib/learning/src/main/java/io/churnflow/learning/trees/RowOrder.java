package io.churnflow.learning.trees;

import io.churnflow.learning.Workers;
import io.churnflow.learning.binning.BinnedRows;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The rows in an order in which those of a node stand together, ascending.
final class RowOrder {
  private static final int ROWS_WORTH_A_THREAD = 1 << 15;

  private final BinnedRows columns;
  private final Workers workers;
  private final int[] spare;

  /// The rows' numbers.
  final int[] rows;

  RowOrder(BinnedRows columns, Workers workers) {
    this.columns = columns;
    this.workers = workers;
    this.rows = new int[columns.rows()];
    this.spare = new int[columns.rows()];
  }

  /// Forgets all nodes.
  void reset() {
    Arrays.setAll(rows, row -> row);
  }

  /// Moves the rows of `rows[from, to)` that go left to the front; both sides stay ascending.
  ///
  /// @param goesRight 1 for each of the column's bins that goes right, else 0
  /// @return where the others start
  int partition(int from, int to, int column, byte[] goesRight) {
    int parts = Math.clamp((to - from) / ROWS_WORTH_A_THREAD, 1, workers.threads());
    int[] bounds =
        IntStream.rangeClosed(0, parts)
            .map(part -> from + (int) ((long) (to - from) * part / parts))
            .toArray();
    int[] lefts = new int[parts];
    workers.run(
        parts, part -> lefts[part] = divide(bounds[part], bounds[part + 1], column, goesRight));
    int middle = from;
    for (int part = 0; part < parts; part++) {
      System.arraycopy(rows, bounds[part], rows, middle, lefts[part]);
      middle += lefts[part];
    }
    int next = middle;
    for (int part = 0; part < parts; part++) {
      int rights = bounds[part + 1] - bounds[part] - lefts[part];
      System.arraycopy(spare, bounds[part], rows, next, rights);
      next += rights;
    }
    return middle;
  }

  /// Moves the lefts of a range to its front and the rights to the front of the same range of the
  /// spare array.
  ///
  /// @return how many go left
  private int divide(int from, int to, int column, byte[] goesRight) {
    long[] words = columns.words();
    int stride = columns.stride();
    int word = columns.layout().word()[column];
    int shift = columns.layout().shift()[column];
    int mask = columns.layout().mask()[column];
    int left = from;
    int right = from;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      int code = (int) (words[row * stride + word] >>> shift) & mask;
      int above = goesRight[code];
      rows[left] = row;
      spare[right] = row;
      left += 1 - above;
      right += above;
    }
    return left - from;
  }
}
