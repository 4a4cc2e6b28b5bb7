package io.churnflow.learning.evaluation;

import io.churnflow.contracts.ProfitCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What treating the rows down to each distinct score earns.
///
/// @param ranking the rows by descending score
/// @param profit in all, of the rows whose score is at least the one at the same place
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
record ProfitRanking(Ranking ranking, double[] profit) {
  private static final int POINTS = 100;
  private static final double CUSTOMERS = 1000;

  /// Ranks rows by their scores.
  ///
  /// @param labels 1 or 0 a row
  /// @param scores one a row
  static ProfitRanking of(Offers offers, byte[] labels, double[] scores) {
    Ranking ranking = Ranking.of(labels, scores);
    // Rows of a score are added in their order, and scores in theirs: one order of summation.
    Integer[] rows = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
    Arrays.sort(rows, (a, b) -> Double.compare(scores[b], scores[a]));
    double[] profit = new double[ranking.size()];
    double sum = 0;
    int next = 0;
    for (int place = 0; place < profit.length; place++) {
      for (long called = ranking.called(place); next < called; next++) {
        sum += offers.profit(rows[next], labels[rows[next]]);
      }
      profit[place] = sum;
    }
    return new ProfitRanking(ranking, profit);
  }

  /// What a threshold earns, beside those of all shares of customers.
  ProfitCurve curve(double threshold) {
    int last = profit.length - 1;
    double rows = ranking.called(last);
    int chosen = ranking.lastAtLeast(threshold);
    List<ProfitCurve.Point> points = new ArrayList<>();
    points.add(new ProfitCurve.Point(1, 0, 0));
    for (int place = 0; place <= last; place++) {
      double treated = ranking.called(place) / rows;
      boolean far = treated >= points.getLast().treated() + 1.0 / POINTS;
      if (far || place == last) {
        points.add(
            new ProfitCurve.Point(
                ranking.threshold(place), treated, CUSTOMERS * profit[place] / rows));
      }
    }
    return new ProfitCurve(
        chosen < 0 ? 0 : CUSTOMERS * profit[chosen] / rows,
        0,
        CUSTOMERS * profit[last] / rows,
        points);
  }
}
