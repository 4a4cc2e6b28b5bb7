package io.churnflow.learning.trees;

import java.util.Arrays;

/// Finds the codes of a column's values: how many of its thresholds are below each.
///
/// A value's bucket is a function of it that never falls, so a threshold in a lower bucket is below
/// it and one in a higher bucket is not: only those in its own bucket are searched.
final class CodeFinder {
  /// Up to so many thresholds are compared one after the other, without a bucket.
  private static final int FEW = 8;

  private static final int BUCKETS = 1 << 10;

  private final double[] thresholds;
  private final double lowest;
  private final double scale;

  /// How many thresholds are in lower buckets; one place more than there are buckets.
  private final char[] below;

  /// @param thresholds ascending, at most [CompiledTrees#MOST]
  CodeFinder(double[] thresholds) {
    this.thresholds = thresholds;
    if (thresholds.length <= FEW) {
      lowest = 0;
      scale = 0;
      below = new char[0];
      return;
    }
    lowest = thresholds[0];
    scale = BUCKETS / (thresholds[thresholds.length - 1] - lowest);
    below = new char[BUCKETS + 1];
    for (double threshold : thresholds) {
      below[bucket(threshold) + 1]++;
    }
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      below[bucket + 1] += below[bucket];
    }
  }

  private int bucket(double value) {
    return Math.clamp((int) ((value - lowest) * scale), 0, BUCKETS - 1);
  }

  /// Writes the codes of `rows` values from `first` on to the beginning of `codes`.
  ///
  /// @param values none NaN
  void find(double[] values, int first, int rows, char[] codes) {
    if (thresholds.length <= FEW) {
      compare(values, first, rows, codes);
    } else {
      for (int i = 0; i < rows; i++) {
        codes[i] = (char) code(values[first + i]);
      }
    }
  }

  private void compare(double[] values, int first, int rows, char[] codes) {
    Arrays.fill(codes, 0, rows, '\0');
    for (double threshold : thresholds) {
      for (int i = 0; i < rows; i++) {
        codes[i] += threshold < values[first + i] ? 1 : 0;
      }
    }
  }

  private int code(double value) {
    int bucket = bucket(value);
    int low = below[bucket];
    int high = below[bucket + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (thresholds[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
