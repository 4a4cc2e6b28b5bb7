package io.churnflow.contracts;

import java.util.Arrays;
import java.util.List;

/// Rows by a hash of 64 bits of their cells: among a million, two others share one with a
/// probability of 3 in 10^8. Categories count by their codes, so that rows can be compared that
/// have the same dictionaries.
public final class RowHashes {
  private RowHashes() {}

  /// The hash of each row.
  ///
  /// @param columns number and category columns
  public static long[] of(List<Column> columns, int rows) {
    long[] hashes = new long[rows];
    for (Column column : columns) {
      for (int row = 0; row < rows; row++) {
        hashes[row] = SplitMix64.mix(hashes[row], cell(column, row));
      }
    }
    return hashes;
  }

  private static long cell(Column column, int row) {
    return switch (column) {
      case NumberColumn number -> Double.doubleToLongBits(number.values()[row] + 0.0);
      case CategoryColumn category -> category.codes()[row];
      case TextColumn text -> throw new IllegalArgumentException(text.name() + ": free text");
    };
  }

  /// The different hashes, ascending.
  public static long[] distinct(long[] hashes) {
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    int size = 0;
    for (long hash : sorted) {
      if (size == 0 || sorted[size - 1] != hash) {
        sorted[size++] = hash;
      }
    }
    return Arrays.copyOf(sorted, size);
  }

  /// Those hashes that more than one row has, ascending, each once.
  public static long[] repeated(long[] hashes) {
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    long[] again = new long[sorted.length / 2];
    int size = 0;
    for (int i = 1; i < sorted.length; i++) {
      boolean second = sorted[i] == sorted[i - 1] && (i == 1 || sorted[i - 2] != sorted[i]);
      if (second) {
        again[size++] = sorted[i];
      }
    }
    return Arrays.copyOf(again, size);
  }

  /// A hash as a text that no two others share.
  public static String text(long hash) {
    return "row " + Long.toHexString(hash);
  }
}
