package io.churnflow.learning.trees;

/// Three counts of a bootstrap sample packed into one word, so that one addition adds all three:
/// distinct rows, draws (a row counts as often as it was drawn) and positive draws, 21 bits each.
final class Counts {
  private static final int BITS = 21;

  /// The most that a count can hold.
  static final int MOST = (1 << BITS) - 1;

  private Counts() {}

  /// The counts of one row.
  static long of(int draws, byte label) {
    return (1L << (2 * BITS)) + ((long) draws << BITS) + (label == 0 ? 0 : draws);
  }

  static int rows(long counts) {
    return (int) (counts >>> (2 * BITS));
  }

  static int draws(long counts) {
    return (int) (counts >>> BITS) & MOST;
  }

  static int positives(long counts) {
    return (int) counts & MOST;
  }
}
