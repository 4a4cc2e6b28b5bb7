package io.churnflow.learning.calibration;

import io.churnflow.learning.evaluation.Ranking;
import java.util.Arrays;

/// Fits a rising line of least squares by pooling neighbours that fall (pool adjacent violators,
/// Ayer et al. 1955). Rows of equal score are one point; of a level stretch only both ends are
/// kept, and no stretch is steeper than a model file allows.
final class IsotonicFit {
  private final double[] low;
  private final double[] high;
  private final double[] positives;
  private final double[] rows;
  private int size;

  private IsotonicFit(int most) {
    low = new double[most];
    high = new double[most];
    positives = new double[most];
    rows = new double[most];
  }

  /// @param labels 1 or 0 a row, at least one
  /// @param scores of models that have not seen the rows, in [0, 1]
  static IsotonicLine fit(byte[] labels, double[] scores) {
    Ranking ranking = Ranking.of(labels, scores);
    IsotonicFit fit = new IsotonicFit(ranking.size());
    for (int place = ranking.size() - 1; place >= 0; place--) {
      boolean first = place == 0;
      long called = first ? 0 : ranking.called(place - 1);
      int caught = first ? 0 : ranking.truePositives()[place - 1];
      fit.add(
          ranking.scores()[place],
          ranking.called(place) - called,
          ranking.truePositives()[place] - caught);
    }
    return fit.line();
  }

  /// Appends a block and pools it with those before it that it falls below.
  private void add(double score, long count, long positive) {
    low[size] = score;
    high[size] = score;
    rows[size] = count;
    positives[size++] = positive;
    while (size > 1
        && positives[size - 2] * rows[size - 1] >= positives[size - 1] * rows[size - 2]) {
      size--;
      high[size - 1] = high[size];
      rows[size - 1] += rows[size];
      positives[size - 1] += positives[size];
    }
  }

  private IsotonicLine line() {
    double[] scores = new double[2 * size];
    double[] probabilities = new double[2 * size];
    int points = 0;
    for (int block = 0; block < size; block++) {
      double probability = positives[block] / rows[block];
      scores[points] = low[block];
      probabilities[points++] = probability;
      if (high[block] > low[block]) {
        scores[points] = high[block];
        probabilities[points++] = probability;
      }
    }
    return IsotonicLine.through(
        Arrays.copyOf(scores, points), Arrays.copyOf(probabilities, points));
  }
}
