package io.churnflow.learning.evaluation;

import io.churnflow.contracts.ClassMetrics;

/// Measures probabilities and the decisions at one threshold. A quotient with nothing below the
/// line is 0.
public final class Metrics {
  /// Probabilities are held this far from 0 and 1 for the log loss: the distance of 1 to the next
  /// double, as in scikit-learn.
  public static final double CLIP = Math.ulp(1.0);

  private Metrics() {}

  /// All metrics of the positive class.
  ///
  /// @param labels 1 or 0 a row; both must be there
  /// @param probabilities one a row, in [0, 1]
  /// @param threshold a row is predicted positive where its probability is at least this
  /// @throws IllegalArgumentException where a class has no row, or a probability is NaN
  public static ClassMetrics of(byte[] labels, double[] probabilities, double threshold) {
    Ranking ranking = Ranking.of(labels, probabilities);
    long positives = ranking.positives();
    long negatives = ranking.negatives();
    if (positives == 0 || negatives == 0) {
      throw new IllegalArgumentException(
          "metrics: expected rows of both classes, found %d positive and %d negative"
              .formatted(positives, negatives));
    }
    int place = ranking.lastAtLeast(threshold);
    long truePositives = place < 0 ? 0 : ranking.truePositives()[place];
    long falsePositives = place < 0 ? 0 : ranking.falsePositives()[place];
    long trueNegatives = negatives - falsePositives;
    return new ClassMetrics(
        labels.length,
        positives,
        threshold,
        share(truePositives, truePositives + falsePositives),
        share(truePositives, positives),
        share(2 * truePositives, positives + truePositives + falsePositives),
        rocAuc(ranking),
        averagePrecision(ranking),
        logLoss(labels, probabilities),
        new SquaredErrors(labels, probabilities).mean(),
        share(truePositives + trueNegatives, labels.length),
        truePositives,
        falsePositives,
        trueNegatives,
        positives - truePositives);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /// Share of pairs of a positive and a negative row that are ordered rightly; equal scores count
  /// half (the Mann-Whitney statistic).
  private static double rocAuc(Ranking ranking) {
    long twice = 0;
    long positivesBefore = 0;
    long negativesBefore = 0;
    for (int place = 0; place < ranking.size(); place++) {
      long positives = ranking.truePositives()[place];
      long negatives = ranking.falsePositives()[place];
      twice += (positivesBefore + positives) * (negatives - negativesBefore);
      positivesBefore = positives;
      negativesBefore = negatives;
    }
    return twice / 2.0 / ranking.positives() / ranking.negatives();
  }

  /// Sum over thresholds of precision times the growth of recall (scikit-learn's
  /// `average_precision_score`).
  private static double averagePrecision(Ranking ranking) {
    double sum = 0;
    int before = 0;
    for (int place = 0; place < ranking.size(); place++) {
      int here = ranking.truePositives()[place];
      double precision = share(here, ranking.called(place));
      sum += precision * (here - before);
      before = here;
    }
    return sum / ranking.positives();
  }

  private static double logLoss(byte[] labels, double[] probabilities) {
    double sum = 0;
    for (int row = 0; row < labels.length; row++) {
      sum += logLoss(labels[row], probabilities[row]);
    }
    return sum / labels.length;
  }

  /// Of one row.
  static double logLoss(byte label, double probability) {
    double clipped = Math.clamp(probability, CLIP, 1 - CLIP);
    return -StrictMath.log(label == 1 ? clipped : 1 - clipped);
  }
}
