package io.churnflow.learning.evaluation;

/// The highest precision with at least this recall; of equal ones the highest threshold. Calling
/// every row has a recall of 1, so that there always is one.
///
/// @param minimum above 0, at most 1
public record MinimumRecall(double minimum) implements ThresholdRule {

  @Override
  public double choose(byte[] labels, double[] probabilities) {
    Ranking ranking = Ranking.of(labels, probabilities);
    if (ranking.positives() == 0) {
      throw new IllegalArgumentException("threshold: expected a positive row, found none");
    }
    int best = ranking.size() - 1;
    for (int place = ranking.size() - 2; place >= 0; place--) {
      double recall = (double) ranking.truePositives()[place] / ranking.positives();
      if (recall < minimum) {
        break;
      }
      // Precision, compared as fractions, without rounding.
      long here = ranking.truePositives()[place] * ranking.called(best);
      long champion = ranking.truePositives()[best] * ranking.called(place);
      best = here >= champion ? place : best;
    }
    return ranking.threshold(best);
  }
}
