package io.churnflow.learning.evaluation;

import java.util.Arrays;

/// Rows by descending score, equal scores taken together: what every threshold can do, from the
/// strictest to the most lenient.
///
/// @param scores the distinct scores, descending
/// @param truePositives positive rows whose score is at least the one at the same place
/// @param falsePositives negative rows whose score is at least the one at the same place
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
public record Ranking(double[] scores, int[] truePositives, int[] falsePositives) {

  /// Ranks rows by their scores.
  ///
  /// @param labels 1 or 0 a row
  /// @param scores one a row, none NaN
  /// @throws IllegalArgumentException for arrays of different length or a NaN
  public static Ranking of(byte[] labels, double[] scores) {
    if (labels.length != scores.length) {
      throw new IllegalArgumentException(
          "scores: expected %d, one a label, found %d".formatted(labels.length, scores.length));
    }
    double[] positive = sorted(labels, scores, 1);
    double[] negative = sorted(labels, scores, 0);
    double[] distinct = new double[scores.length];
    int[] truePositives = new int[scores.length];
    int[] falsePositives = new int[scores.length];
    int size = 0;
    int nextPositive = positive.length;
    int nextNegative = negative.length;
    while (nextPositive > 0 || nextNegative > 0) {
      double score = Math.max(before(positive, nextPositive), before(negative, nextNegative));
      nextPositive = firstOf(positive, nextPositive, score);
      nextNegative = firstOf(negative, nextNegative, score);
      distinct[size] = score;
      truePositives[size] = positive.length - nextPositive;
      falsePositives[size++] = negative.length - nextNegative;
    }
    return new Ranking(
        Arrays.copyOf(distinct, size),
        Arrays.copyOf(truePositives, size),
        Arrays.copyOf(falsePositives, size));
  }

  /// The scores of one class, ascending.
  private static double[] sorted(byte[] labels, double[] scores, int label) {
    double[] sorted = new double[scores.length];
    int size = 0;
    for (int row = 0; row < scores.length; row++) {
      if (labels[row] == label) {
        sorted[size++] = scores[row];
      }
      if (Double.isNaN(scores[row])) {
        throw new IllegalArgumentException(
            "scores: expected numbers, found NaN in row " + (row + 1));
      }
    }
    Arrays.sort(sorted, 0, size);
    return Arrays.copyOf(sorted, size);
  }

  private static double before(double[] ascending, int place) {
    return place == 0 ? Double.NEGATIVE_INFINITY : ascending[place - 1];
  }

  /// Where the scores that are at least `score` start, given that they end before `place`.
  private static int firstOf(double[] ascending, int place, double score) {
    int first = place;
    while (first > 0 && ascending[first - 1] >= score) {
      first--;
    }
    return first;
  }

  /// Number of distinct scores.
  public int size() {
    return scores.length;
  }

  /// The last place whose score is at least the threshold, or -1.
  int lastAtLeast(double threshold) {
    int place = -1;
    while (place + 1 < size() && scores[place + 1] >= threshold) {
      place++;
    }
    return place;
  }

  /// A threshold that calls the rows up to a place: midway between the lowest score that is called
  /// and the next lower one, so that a difference in the last bits between two runtimes changes no
  /// decision; below the lowest score of all it is that score.
  double threshold(int place) {
    double lowest = scores[place];
    if (place + 1 == size()) {
      return lowest;
    }
    double middle = lowest / 2 + scores[place + 1] / 2;
    return middle > scores[place + 1] ? middle : lowest;
  }

  /// Rows whose score is at least the one at a place.
  public long called(int place) {
    return (long) truePositives[place] + falsePositives[place];
  }

  /// All positive rows.
  public int positives() {
    return size() == 0 ? 0 : truePositives[size() - 1];
  }

  /// All negative rows.
  public int negatives() {
    return size() == 0 ? 0 : falsePositives[size() - 1];
  }
}
