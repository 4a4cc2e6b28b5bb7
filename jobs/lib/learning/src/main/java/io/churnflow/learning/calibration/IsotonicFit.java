package io.churnflow.learning.calibration;

import io.churnflow.learning.evaluation.Ranking;

/// Fits a rising line by centred isotonic regression (Oron and Flournoy 2017): neighbours that fall
/// are pooled (pool adjacent violators, Ayer et al. 1955), and each block of them is one point, at
/// the mean of its rows' scores. Between the first and the last point the line has no level
/// stretch, so that the rows of a block are no ties. Rows of equal score are one point, and no
/// stretch is steeper than a model file allows.
final class IsotonicFit {
  /// Of each block the sum of its rows' scores.
  private final double[] scores;

  private final double[] positives;
  private final double[] rows;
  private int size;

  private IsotonicFit(int most) {
    scores = new double[most];
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
    scores[size] = score * count;
    rows[size] = count;
    positives[size++] = positive;
    while (size > 1
        && positives[size - 2] * rows[size - 1] >= positives[size - 1] * rows[size - 2]) {
      size--;
      scores[size - 1] += scores[size];
      rows[size - 1] += rows[size];
      positives[size - 1] += positives[size];
    }
  }

  private IsotonicLine line() {
    double[] means = new double[size];
    double[] probabilities = new double[size];
    for (int block = 0; block < size; block++) {
      means[block] = scores[block] / rows[block];
      probabilities[block] = positives[block] / rows[block];
    }
    return IsotonicLine.through(means, probabilities);
  }
}
