package io.churnflow.learning.support;

import io.churnflow.learning.Randomness;
import io.churnflow.learning.Workers;
import io.churnflow.learning.binning.BinnedColumn;
import io.churnflow.learning.binning.BinnedRows;
import io.churnflow.learning.binning.RowLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Binned rows for tests.
public final class Bins {
  private Bins() {}

  /// The bin of a row and column.
  public static int bin(BinnedRows rows, int row, int column) {
    RowLayout layout = rows.layout();
    long word = rows.words()[row * layout.stride() + layout.word()[column]];
    return (int) (word >>> layout.shift()[column]) & layout.mask()[column];
  }

  /// 1 for each bin above one, as a split at it sends them right.
  public static byte[] above(int bin) {
    byte[] goesRight = new byte[256];
    Arrays.fill(goesRight, bin + 1, 256, (byte) 1);
    return goesRight;
  }

  /// Columns of random bins: 1 to 7 of them, every tenth column 256.
  public static List<BinnedColumn> columns(int count, int rows) {
    Randomness random = new Randomness(3);
    List<BinnedColumn> columns = new ArrayList<>();
    for (int column = 0; column < count; column++) {
      int bins = column % 10 == 9 ? 256 : 1 + column % 7;
      columns.add(
          BinnedColumn.of(
              IntStream.range(0, rows).mapToDouble(i -> random.nextInt(bins)).toArray()));
    }
    return columns;
  }

  /// Packs columns.
  public static BinnedRows pack(List<BinnedColumn> columns, int rows) {
    try (Workers workers = new Workers(1)) {
      return BinnedRows.pack(columns, rows, workers);
    }
  }
}
