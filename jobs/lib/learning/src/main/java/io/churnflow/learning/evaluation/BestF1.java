package io.churnflow.learning.evaluation;

/// The threshold with the highest F1 of the positive class. Of equal ones the highest: fewer
/// customers are called for the same F1.
public record BestF1() implements ThresholdRule {

  @Override
  public double choose(byte[] labels, double[] probabilities) {
    Ranking ranking = Ranking.of(labels, probabilities);
    if (ranking.positives() == 0) {
      throw new IllegalArgumentException("threshold: expected a positive row, found none");
    }
    int best = 0;
    for (int place = 1; place < ranking.size(); place++) {
      // F1 is 2 TP / (positives + called); compared as fractions, without rounding.
      long here = ranking.truePositives()[place] * below(ranking, best);
      long champion = ranking.truePositives()[best] * below(ranking, place);
      best = here > champion ? place : best;
    }
    return ranking.threshold(best);
  }

  /// The denominator of F1.
  private static long below(Ranking ranking, int place) {
    return ranking.positives() + ranking.called(place);
  }
}
