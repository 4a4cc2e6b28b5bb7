package io.churnflow.learning;

import java.util.stream.IntStream;

/// A partition of the rows into folds of equal size with equal shares of positives, as far as whole
/// rows allow.
///
/// @param of each row's fold, from 0
/// @param count number of folds
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public record Folds(int[] of, int count) {

  /// Deals the positives and then the negatives out in a seeded random order.
  ///
  /// @param count at least 2
  /// @throws IllegalArgumentException where a class has fewer rows than there are folds
  public static Folds stratified(byte[] labels, int count, long seed) {
    int positives = Labels.positives(labels);
    int fewest = Math.min(positives, labels.length - positives);
    if (count < 2 || fewest < count) {
      throw new IllegalArgumentException(
          "folds: expected 2 or more, and as many rows of either class, found %d folds, %d positive and %d negative rows"
              .formatted(count, positives, labels.length - positives));
    }
    Randomness random = new Randomness(seed);
    int[] of = new int[labels.length];
    int dealt = 0;
    for (int label = 1; label >= 0; label--) {
      int wanted = label;
      int[] rows = IntStream.range(0, of.length).filter(row -> labels[row] == wanted).toArray();
      random.shuffle(rows);
      for (int row : rows) {
        of[row] = dealt++ % count;
      }
    }
    return new Folds(of, count);
  }

  /// The rows of a fold, ascending.
  public int[] inside(int fold) {
    return IntStream.range(0, of.length).filter(row -> of[row] == fold).toArray();
  }

  /// All other rows, ascending.
  public int[] outside(int fold) {
    return IntStream.range(0, of.length).filter(row -> of[row] != fold).toArray();
  }
}
