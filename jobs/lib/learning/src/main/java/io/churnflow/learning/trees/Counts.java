package io.churnflow.learning.trees;

import io.churnflow.learning.Randomness;

/// Three counts of a bootstrap sample packed into one word, so that one addition adds all three:
/// distinct rows, draws (a row counts as often as it was drawn) and positive draws, 21 bits each.
final class Counts {
  private static final int BITS = 21;

  /// The most that a count can hold, and so the most draws of a sample.
  static final int MOST = (1 << BITS) - 1;

  private Counts() {}

  static int rows(long counts) {
    return (int) (counts >>> (2 * BITS));
  }

  static int draws(long counts) {
    return (int) (counts >>> BITS) & MOST;
  }

  static int positives(long counts) {
    return (int) counts & MOST;
  }

  /// Draws rows with replacement: as many as there are, or [#MOST].
  ///
  /// @return the counts of each row, 0 where it was not drawn
  static long[] bootstrap(byte[] labels, Randomness random) {
    long[] counts = new long[labels.length];
    int draws = Math.min(labels.length, MOST);
    for (int i = 0; i < draws; i++) {
      int row = random.nextInt(labels.length);
      long first = counts[row] == 0 ? 1L << (2 * BITS) : 0;
      counts[row] += first + (1L << BITS) + labels[row];
    }
    return counts;
  }

  /// The counts of a sample that has every row once.
  static long[] once(byte[] labels) {
    long[] counts = new long[labels.length];
    for (int row = 0; row < counts.length; row++) {
      counts[row] = (1L << (2 * BITS)) + (1L << BITS) + labels[row];
    }
    return counts;
  }
}
