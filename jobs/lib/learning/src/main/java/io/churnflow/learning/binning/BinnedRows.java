package io.churnflow.learning.binning;

import io.churnflow.learning.Workers;
import java.util.List;

/// Binned columns packed row by row: all of a row is in one or two cache lines, whichever of its
/// columns are looked at.
///
/// @param words the rows, one after the other
/// @param layout where in a row's words a column is
/// @param edges `[columns][bins - 1]`: "bin ≤ b" is "value ≤ edges[column][b]"
/// @param rows number of rows
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: private to a fit
public record BinnedRows(long[] words, RowLayout layout, double[][] edges, int rows) {
  private static final int BLOCK = 4096;

  /// Packs columns of equal length.
  ///
  /// @throws IllegalArgumentException where there are more cells than one array can hold
  public static BinnedRows pack(List<BinnedColumn> columns, int rows, Workers workers) {
    RowLayout layout =
        RowLayout.of(columns.stream().mapToInt(column -> column.edges().length + 1).toArray());
    // A tree's sample has one word more a row.
    int most = Integer.MAX_VALUE / (layout.stride() + 1);
    if (rows > most) {
      throw new IllegalArgumentException(
          "training rows: expected at most %d of %d columns, found %d"
              .formatted(most, columns.size(), rows));
    }
    long[] words = new long[rows * layout.stride()];
    workers.run(
        Math.ceilDiv(rows, BLOCK),
        block -> {
          int from = block * BLOCK;
          int to = Math.min(rows, from + BLOCK);
          for (int column = 0; column < columns.size(); column++) {
            byte[] bins = columns.get(column).bins();
            int word = layout.word()[column];
            int shift = layout.shift()[column];
            for (int row = from; row < to; row++) {
              words[row * layout.stride() + word] |= (bins[row] & 0xffL) << shift;
            }
          }
        });
    double[][] edges = columns.stream().map(BinnedColumn::edges).toArray(double[][]::new);
    return new BinnedRows(words, layout, edges, rows);
  }

  /// Words of a row.
  public int stride() {
    return layout.stride();
  }

  /// Number of columns.
  public int width() {
    return edges.length;
  }

  /// Number of bins of a column, at least 1.
  public int bins(int column) {
    return edges[column].length + 1;
  }
}
