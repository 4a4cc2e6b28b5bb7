package io.churnflow.learning.binning;

import io.churnflow.learning.Workers;
import java.util.List;

/// Binned columns, packed row by row.
///
/// @param packed the bins
/// @param edges `[columns][bins - 1]`: "bin ≤ b" is "value ≤ edges[column][b]"
/// @param sets `[columns][sets]`, of bins that may also go left together, bit b for bin b
/// @param encoded the number of each column among the encoded ones, where a column's sets follow it
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: private to a fit
public record BinnedRows(PackedRows packed, double[][] edges, long[][] sets, int[] encoded) {

  /// Packs columns of equal length.
  ///
  /// @throws IllegalArgumentException where there are more cells than one array can hold
  public static BinnedRows pack(List<BinnedColumn> columns, int rows, Workers workers) {
    List<byte[]> bins = columns.stream().map(BinnedColumn::bins).toList();
    double[][] edges = columns.stream().map(BinnedColumn::edges).toArray(double[][]::new);
    int[] levels = columns.stream().mapToInt(column -> column.edges().length + 1).toArray();
    long[][] sets = columns.stream().map(BinnedColumn::sets).toArray(long[][]::new);
    int[] encoded = new int[sets.length];
    for (int column = 1; column < encoded.length; column++) {
      encoded[column] = encoded[column - 1] + 1 + sets[column - 1].length;
    }
    return new BinnedRows(PackedRows.of(bins, levels, rows, workers), edges, sets, encoded);
  }

  /// The bins, row by row.
  public long[] words() {
    return packed.words();
  }

  /// Where in a row's words a column is.
  public RowLayout layout() {
    return packed.layout();
  }

  /// Words of a row.
  public int stride() {
    return layout().stride();
  }

  /// Number of rows.
  public int rows() {
    return packed.rows();
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
