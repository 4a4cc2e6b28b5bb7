package io.churnflow.learning.evaluation;

import io.churnflow.contracts.Estimate;

/// Wilson's score interval of a share ("Probable inference, the law of succession, and statistical
/// inference", 1927).
public final class Wilson {
  private static final double NORMAL_95 = 1.959963984540054;

  private Wilson() {}

  /// The share with its 95 % interval, within [0, 1].
  ///
  /// @param positives at most `rows`
  /// @param rows at least 1
  public static Estimate interval(long positives, long rows) {
    double share = (double) positives / rows;
    double square = NORMAL_95 * NORMAL_95;
    double centre = share + square / (2 * rows);
    double half = NORMAL_95 * Math.sqrt(share * (1 - share) / rows + square / (4.0 * rows * rows));
    double below = 1 + square / rows;
    return new Estimate(
        share, Math.max(0, (centre - half) / below), Math.min(1, (centre + half) / below));
  }
}
