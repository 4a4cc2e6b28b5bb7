package io.churnflow.learning.evaluation;

/// The threshold above which treating customers earns most in all; of equal ones the highest. Where
/// treating nobody earns most it is 1, which calls nobody whose probability is less than certain.
///
/// @param offers one a row
public record HighestProfit(Offers offers) implements ThresholdRule {

  @Override
  public double choose(byte[] labels, double[] probabilities) {
    ProfitRanking ranking = ProfitRanking.of(offers, labels, probabilities);
    int best = -1;
    double most = 0;
    for (int place = 0; place < ranking.profit().length; place++) {
      if (ranking.profit()[place] > most) {
        best = place;
        most = ranking.profit()[place];
      }
    }
    return best < 0 ? 1 : ranking.ranking().threshold(best);
  }
}
