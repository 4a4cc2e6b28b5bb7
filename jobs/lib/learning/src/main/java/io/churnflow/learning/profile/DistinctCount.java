package io.churnflow.learning.profile;

import java.util.Arrays;

/// How many different values there are, by the least of their hashes (Beyer, Haas, Reinwald,
/// Sismanis, Gemulla: "On synopses for distinct-value estimation under multiset operations", 2007).
/// Up to [#MOST] it is a count, beyond an estimate whose standard error is 1.6 %. Neither the order
/// of values nor that of merging matters.
///
/// @param least the least different hashes, ascending, at most [#MOST]
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
record DistinctCount(long[] least) {
  /// Hashes kept; the standard error is 1 / sqrt(MOST - 2).
  static final int MOST = 4096;

  static final DistinctCount NONE = new DistinctCount(new long[0]);

  /// @param hashes of 64 mixed bits, in any order; sorted here
  static DistinctCount of(long[] hashes) {
    Arrays.sort(hashes);
    int size = 0;
    for (int i = 0; i < hashes.length && size < MOST; i++) {
      if (size == 0 || hashes[size - 1] != hashes[i]) {
        hashes[size++] = hashes[i];
      }
    }
    return new DistinctCount(Arrays.copyOf(hashes, size));
  }

  DistinctCount merge(DistinctCount other) {
    long[] both = Arrays.copyOf(least, least.length + other.least.length);
    System.arraycopy(other.least, 0, both, least.length, other.least.length);
    return of(both);
  }

  /// Whether the estimate is a count.
  boolean isExact() {
    return least.length < MOST;
  }

  /// Their number, as far as it is known.
  long estimate() {
    if (isExact()) {
      return least.length;
    }
    double share = (least[MOST - 1] - (double) Long.MIN_VALUE) / 0x1p64;
    return Math.round((MOST - 1) / share);
  }
}
