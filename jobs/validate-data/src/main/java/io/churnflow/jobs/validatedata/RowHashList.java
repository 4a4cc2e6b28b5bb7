package io.churnflow.jobs.validatedata;

import java.util.Arrays;

/// A hash for each row of a table, 8 bytes a row.
final class RowHashList {
  private long[] hashes = new long[1 << 10];
  private int size;

  void add(long hash) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, (int) Math.min(Integer.MAX_VALUE - 8L, 3L * size / 2));
    }
    hashes[size++] = hash;
  }

  /// The hashes that more than one row has, ascending, each once. To be asked at the end: it sorts
  /// in place, since there may be many.
  long[] repeated() {
    Arrays.sort(hashes, 0, size);
    long[] repeated = new long[16];
    int found = 0;
    for (int i = 1; i < size; i++) {
      boolean isNew = found == 0 || repeated[found - 1] != hashes[i];
      if (hashes[i] == hashes[i - 1] && isNew) {
        repeated = found == repeated.length ? Arrays.copyOf(repeated, 2 * found) : repeated;
        repeated[found++] = hashes[i];
      }
    }
    return Arrays.copyOf(repeated, found);
  }
}
