package io.churnflow.learning.leaks;

import io.churnflow.contracts.CopiedRows;
import io.churnflow.contracts.RowHashes;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Folds;
import io.churnflow.learning.Parting;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Rows that another fold has a copy of: with the same cell in every feature column.
public final class Duplicates {
  private Duplicates() {}

  /// How many rows are such, and how many are different.
  public static CopiedRows acrossFolds(FeatureTable table, Folds folds) {
    long[] hashes = RowHashes.of(table.columns(), table.rows());
    long[] distinct = RowHashes.distinct(hashes);
    int[] firstFold = new int[distinct.length];
    boolean[] across = new boolean[distinct.length];
    Arrays.fill(firstFold, -1);
    for (int row = 0; row < hashes.length; row++) {
      int place = Arrays.binarySearch(distinct, hashes[row]);
      int fold = folds.of()[row];
      across[place] |= firstFold[place] >= 0 && firstFold[place] != fold;
      firstFold[place] = firstFold[place] < 0 ? fold : firstFold[place];
    }
    long count =
        IntStream.range(0, hashes.length)
            .filter(row -> across[Arrays.binarySearch(distinct, hashes[row])])
            .count();
    return new CopiedRows(hashes.length, distinct.length, count, hashes.length);
  }

  /// A parting that keeps equal rows together.
  public static Parting together(FeatureTable table) {
    return new Parting.ByGroup(
        Arrays.stream(RowHashes.of(table.columns(), table.rows()))
            .mapToObj(RowHashes::text)
            .toArray(String[]::new));
  }
}
