package io.churnflow.learning.binning;

import io.churnflow.learning.Workers;
import java.util.List;

/// Columns of codes packed row by row: all of a row is in one or two cache lines, whichever of its
/// columns are looked at.
///
/// @param words the rows, one after the other
/// @param layout where in a row's words a column is
/// @param rows number of rows
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: private to a fit
public record PackedRows(long[] words, RowLayout layout, int rows) {
  private static final int BLOCK = 4096;

  /// Packs columns of equal length.
  ///
  /// @param codes `[columns][rows]`, unsigned
  /// @param levels above every code of a column, 1 to 256
  /// @throws IllegalArgumentException where there are more cells than one array can hold
  public static PackedRows of(List<byte[]> codes, int[] levels, int rows, Workers workers) {
    RowLayout layout = RowLayout.of(levels);
    // A tree's sample has one word more a row.
    int most = Integer.MAX_VALUE / (layout.stride() + 1);
    if (rows > most) {
      throw new IllegalArgumentException(
          "training rows: expected at most %d of %d columns, found %d"
              .formatted(most, codes.size(), rows));
    }
    long[] words = new long[rows * layout.stride()];
    workers.run(
        Math.ceilDiv(rows, BLOCK),
        block -> {
          int from = block * BLOCK;
          pack(codes, layout, words, from, Math.min(rows, from + BLOCK));
        });
    return new PackedRows(words, layout, rows);
  }

  private static void pack(List<byte[]> codes, RowLayout layout, long[] words, int from, int to) {
    int stride = layout.stride();
    for (int column = 0; column < codes.size(); column++) {
      byte[] own = codes.get(column);
      int word = layout.word()[column];
      int shift = layout.shift()[column];
      for (int row = from; row < to; row++) {
        words[row * stride + word] |= (own[row] & 0xffL) << shift;
      }
    }
  }
}
