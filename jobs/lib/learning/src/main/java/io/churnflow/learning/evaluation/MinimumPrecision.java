package io.churnflow.learning.evaluation;

import java.util.Locale;

/// The highest recall with at least this precision; of equal ones the highest threshold.
///
/// @param minimum above 0, at most 1
public record MinimumPrecision(double minimum) implements ThresholdRule {

  @Override
  public double choose(byte[] labels, double[] probabilities) {
    Ranking ranking = Ranking.of(labels, probabilities);
    int best = -1;
    double highest = 0;
    for (int place = 0; place < ranking.size(); place++) {
      int caught = ranking.truePositives()[place];
      double precision = (double) caught / ranking.called(place);
      highest = Math.max(highest, precision);
      boolean more = best < 0 || caught > ranking.truePositives()[best];
      best = precision >= minimum && more ? place : best;
    }
    if (best < 0) {
      throw new UnreachableException(
          String.format(
              Locale.ROOT,
              "threshold: expected a precision of at least %s, found %.4f as the highest that any threshold reaches out of fold",
              minimum,
              highest));
    }
    return ranking.threshold(best);
  }
}
