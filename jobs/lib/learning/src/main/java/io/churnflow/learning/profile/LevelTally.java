package io.churnflow.learning.profile;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.SplitMix64;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Of a column of categories: rows of each by class, and by half of the table, so that one half can
/// judge what the other one has learnt. Which half a row is in depends on its number only. Only
/// categories that there are rows of take room.
///
/// @param codes of the categories that there are, ascending; missing cells have the code -1
/// @param counts by `4 * place + 2 * half + label`, where place is that of the code
/// @param fingerprint see [ColumnTally]
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
record LevelTally(int[] codes, long[] counts, long fingerprint) implements ColumnTally {
  private static final int WAYS = 4;

  /// Makes the halves others than any that hashes of the same row numbers would.
  private static final long HALVES = 0x68616C766573L;

  /// @param labels 1 or 0 a row
  /// @param firstRow the table's number of the first one, from 0
  static LevelTally of(CategoryColumn column, byte[] labels, long firstRow) {
    int[] codes = Arrays.stream(column.codes()).sorted().distinct().toArray();
    long[] counts = new long[WAYS * codes.length];
    long fingerprint = 0;
    for (int row = 0; row < labels.length; row++) {
      int code = column.codes()[row];
      int half = (int) (SplitMix64.mix(HALVES, firstRow + row) & 1);
      counts[WAYS * Arrays.binarySearch(codes, code) + 2 * half + labels[row]]++;
      long cell = code == CategoryColumn.MISSING ? -1L : column.dictionary().get(code).hashCode();
      fingerprint += ColumnTally.trace(firstRow + row, cell);
    }
    return new LevelTally(codes, counts, fingerprint);
  }

  @Override
  public LevelTally merge(ColumnTally other) {
    if (!(other instanceof LevelTally more)) {
      throw new IllegalArgumentException("expected a tally of levels, found one of numbers");
    }
    int[] all =
        IntStream.concat(Arrays.stream(codes), Arrays.stream(more.codes))
            .sorted()
            .distinct()
            .toArray();
    long[] sums = new long[WAYS * all.length];
    addTo(sums, all);
    more.addTo(sums, all);
    return new LevelTally(all, sums, fingerprint + more.fingerprint);
  }

  /// @param all codes that hold the own ones, ascending
  private void addTo(long[] sums, int[] all) {
    int to = 0;
    for (int place = 0; place < codes.length; place++) {
      while (all[to] != codes[place]) {
        to++;
      }
      for (int way = 0; way < WAYS; way++) {
        sums[WAYS * to + way] += counts[WAYS * place + way];
      }
    }
  }

  /// Number of levels that there are rows of, the missing one among them.
  int size() {
    return codes.length;
  }

  /// Rows of a level.
  ///
  /// @param place of its code
  ClassCounts level(int place) {
    return half(place, 0).plus(half(place, 1));
  }

  /// Rows of a level in one half.
  ///
  /// @param half 0 or 1
  ClassCounts half(int place, int half) {
    int at = WAYS * place + 2 * half;
    return new ClassCounts(counts[at], counts[at + 1]);
  }

  @Override
  public ClassCounts missing() {
    boolean any = codes.length > 0 && codes[0] == CategoryColumn.MISSING;
    return any ? level(0) : ClassCounts.NONE;
  }
}
