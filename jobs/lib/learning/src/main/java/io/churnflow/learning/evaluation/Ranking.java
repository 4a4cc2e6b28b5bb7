package io.churnflow.learning.evaluation;

import io.churnflow.learning.Labels;
import java.util.stream.IntStream;

/// Rows by descending score, equal scores taken together: what every threshold can do, from the
/// strictest to the most lenient.
///
/// @param scores the distinct scores, descending
/// @param truePositives positive rows whose score is at least the one at the same place
/// @param falsePositives negative rows whose score is at least the one at the same place
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: not public
record Ranking(double[] scores, int[] truePositives, int[] falsePositives) {

  /// @param labels 1 or 0 a row
  /// @param scores one a row, none NaN
  /// @throws IllegalArgumentException for arrays of different length or a NaN
  static Ranking of(byte[] labels, double[] scores) {
    if (labels.length != scores.length) {
      throw new IllegalArgumentException(
          "scores: expected %d, one a label, found %d".formatted(labels.length, scores.length));
    }
    int[] rows =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[b], scores[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] sorted = IntStream.of(rows).mapToDouble(row -> scores[row]).toArray();
    if (sorted.length > 0 && Double.isNaN(sorted[0])) {
      throw new IllegalArgumentException(
          "scores: expected numbers, found NaN in row " + (rows[0] + 1));
    }
    return group(sorted, Labels.select(labels, rows));
  }

  private static Ranking group(double[] sorted, byte[] labels) {
    int[] ends =
        IntStream.range(0, sorted.length)
            .filter(i -> i == sorted.length - 1 || sorted[i] != sorted[i + 1])
            .toArray();
    double[] scores = new double[ends.length];
    int[] truePositives = new int[ends.length];
    int[] falsePositives = new int[ends.length];
    int positives = 0;
    int row = 0;
    for (int place = 0; place < ends.length; place++) {
      for (; row <= ends[place]; row++) {
        positives += labels[row];
      }
      scores[place] = sorted[ends[place]];
      truePositives[place] = positives;
      falsePositives[place] = row - positives;
    }
    return new Ranking(scores, truePositives, falsePositives);
  }

  /// Number of distinct scores.
  int size() {
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

  /// All positive rows.
  int positives() {
    return size() == 0 ? 0 : truePositives[size() - 1];
  }

  /// All negative rows.
  int negatives() {
    return size() == 0 ? 0 : falsePositives[size() - 1];
  }
}
