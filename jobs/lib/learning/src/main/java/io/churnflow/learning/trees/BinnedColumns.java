package io.churnflow.learning.trees;

/// Columns of doubles cut into bins of one byte, so that a split is looked for among bins and not
/// among values.
///
/// @param bins `[columns][rows]`, unsigned
/// @param edges `[columns][bins - 1]`: "bin ≤ b" is "value ≤ edges[column][b]"
/// @param rows number of rows
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: private to a fit
public record BinnedColumns(byte[][] bins, double[][] edges, int rows) {

  /// Bins each column by its own values.
  ///
  /// @param columns `[columns][rows]`, none NaN
  public static BinnedColumns of(double[][] columns, int rows) {
    byte[][] bins = new byte[columns.length][rows];
    double[][] edges = new double[columns.length][];
    for (int column = 0; column < columns.length; column++) {
      edges[column] = BinEdges.of(columns[column]);
      for (int row = 0; row < rows; row++) {
        bins[column][row] = (byte) BinEdges.bin(edges[column], columns[column][row]);
      }
    }
    return new BinnedColumns(bins, edges, rows);
  }

  /// Number of columns.
  int width() {
    return bins.length;
  }

  /// Number of bins of a column, at least 1.
  int bins(int column) {
    return edges[column].length + 1;
  }

  /// Moves the rows of `rows[from, to)` whose bin is at most `bin` to the front.
  ///
  /// @return where the others start
  int partition(int[] rows, int from, int to, int column, int bin) {
    byte[] own = bins[column];
    int left = from;
    int right = to - 1;
    while (left <= right) {
      int row = rows[left];
      if ((own[row] & 0xff) <= bin) {
        left++;
      } else {
        rows[left] = rows[right];
        rows[right--] = row;
      }
    }
    return left;
  }
}
