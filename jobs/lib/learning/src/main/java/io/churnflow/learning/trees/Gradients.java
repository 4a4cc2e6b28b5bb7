package io.churnflow.learning.trees;

import io.churnflow.learning.ClassWeights;
import io.churnflow.learning.Logistic;
import io.churnflow.learning.Workers;

/// First and second derivatives of each row's log loss by its margin, as whole numbers: sums of
/// them are exact, in whatever order and by however many threads.
///
/// Two words a row: the first derivative, in [-1, 1], in steps of 2^-32; the second one, in [0,
/// 1/4], in steps of 2^-33, with a one at bit 47 that counts the row. (scikit-learn and LightGBM
/// keep derivatives in single precision, steps of about 2^-24.)
///
/// @param words two a row
@SuppressWarnings("ArrayRecordComponent") // changed in place from tree to tree
record Gradients(long[] words) {
  /// So many rows can be summed before the second derivatives run into the count.
  static final int MOST_SUMMED = 1 << 15;

  private static final double FIRST = 0x1p32;
  private static final double SECOND = 0x1p33;
  private static final int COUNT = 47;
  private static final int BLOCK = 1 << 14;

  static Gradients of(int rows) {
    return new Gradients(new long[2 * rows]);
  }

  /// Computes all anew.
  ///
  /// @param margin log odds a row
  /// @param weights of the classes, at most 1
  void update(double[] margin, byte[] labels, ClassWeights weights, Workers workers) {
    workers.run(
        Math.ceilDiv(margin.length, BLOCK),
        block -> {
          int end = Math.min(margin.length, (block + 1) * BLOCK);
          for (int row = block * BLOCK; row < end; row++) {
            double probability = Logistic.probability(margin[row]);
            double weight = weights.of(labels[row]);
            words[2 * row] = (long) Math.rint(weight * (probability - labels[row]) * FIRST);
            words[2 * row + 1] =
                (1L << COUNT) + (long) Math.rint(weight * probability * (1 - probability) * SECOND);
          }
        });
  }

  /// A sum of first derivatives as a number.
  static double first(long sum) {
    return sum / FIRST;
  }

  /// A sum of second derivatives as a number.
  static double second(long sum) {
    return sum / SECOND;
  }

  /// The rows in a sum of second words.
  static long rows(long sum) {
    return sum >>> COUNT;
  }

  /// The second derivatives in a sum of second words.
  static long seconds(long sum) {
    return sum & ((1L << COUNT) - 1);
  }
}
