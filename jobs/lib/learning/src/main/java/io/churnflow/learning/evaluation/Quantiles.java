package io.churnflow.learning.evaluation;

import io.churnflow.contracts.Estimate;
import java.util.Arrays;

/// Percentile intervals of resampled values.
public final class Quantiles {
  private static final double TAIL = 0.025;

  private Quantiles() {}

  /// The value with the 2.5th and 97.5th percentile of its resamples.
  ///
  /// @param samples one a resample, at least one not NaN; NaN where a resample left it undefined
  public static Estimate interval(double value, double[] samples) {
    return between(value, samples, TAIL);
  }

  /// The value with the percentiles that leave the share `tail` on either side.
  static Estimate between(double value, double[] samples, double tail) {
    double[] sorted = Arrays.stream(samples).filter(Double::isFinite).sorted().toArray();
    return new Estimate(value, at(sorted, tail), at(sorted, 1 - tail));
  }

  /// Linear between the two nearest of the sorted values (type 7 of Hyndman and Fan 1996, as in
  /// NumPy).
  static double at(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
