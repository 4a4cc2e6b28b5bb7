package io.churnflow.learning.leaks;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Folds;
import io.churnflow.learning.Randomness;
import java.util.Arrays;

/// Rows that another fold has a copy of.
public final class Duplicates {
  private Duplicates() {}

  /// How many rows have, in every feature column, the cells of a row in another fold. Rows are
  /// compared by a hash of 64 bits: among a million, two others share one with a probability of 3
  /// in 10^8.
  public static long acrossFolds(FeatureTable table, Folds folds) {
    long[] hashes = hashes(table);
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    int[] firstFold = new int[sorted.length];
    boolean[] across = new boolean[sorted.length];
    Arrays.fill(firstFold, -1);
    for (int row = 0; row < hashes.length; row++) {
      int place = first(sorted, hashes[row]);
      int fold = folds.of()[row];
      across[place] |= firstFold[place] >= 0 && firstFold[place] != fold;
      firstFold[place] = firstFold[place] < 0 ? fold : firstFold[place];
    }
    long count = 0;
    for (long hash : hashes) {
      count += across[first(sorted, hash)] ? 1 : 0;
    }
    return count;
  }

  private static int first(long[] sorted, long hash) {
    int low = 0;
    int high = sorted.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < hash) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static long[] hashes(FeatureTable table) {
    long[] hashes = new long[table.rows()];
    for (Column column : table.columns()) {
      for (int row = 0; row < hashes.length; row++) {
        hashes[row] = Randomness.derive(hashes[row], cell(column, row));
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
}
