package io.churnflow.contracts.drift;

/// What the counts of every marginal must be.
final class Counts {
  private Counts() {}

  static void check(long missing, long[] counts, int expected) {
    if (missing < 0) {
      throw new IllegalArgumentException("missing: expected at least 0, found " + missing);
    }
    if (counts.length != expected) {
      throw new IllegalArgumentException(
          "counts: expected %d, found %d".formatted(expected, counts.length));
    }
    for (long count : counts) {
      if (count < 1) {
        throw new IllegalArgumentException("counts: expected at least 1, found " + count);
      }
    }
  }
}
