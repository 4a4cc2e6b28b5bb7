package io.churnflow.learning;

/// The logistic function, by [StrictMath] so that every machine gives the same bits.
public final class Logistic {
  private Logistic() {}

  /// 1 / (1 + e^-margin), without overflow; in [0, 1].
  public static double probability(double margin) {
    if (margin >= 0) {
      return 1 / (1 + StrictMath.exp(-margin));
    }
    double odds = StrictMath.exp(margin);
    return odds / (1 + odds);
  }

  /// log(1 + e^margin), without overflow.
  public static double softplus(double margin) {
    return Math.max(margin, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(margin)));
  }

  /// The log odds of the share of positive rows.
  ///
  /// @param labels 1 or 0 a row, both there
  public static double margin(byte[] labels) {
    int positives = Labels.positives(labels);
    return StrictMath.log((double) positives / (labels.length - positives));
  }
}
