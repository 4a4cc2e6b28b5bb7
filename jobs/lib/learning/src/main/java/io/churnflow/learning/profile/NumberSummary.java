package io.churnflow.learning.profile;

import java.util.function.DoubleUnaryOperator;

/// Where the numbers of a column lie. Timestamps are milliseconds since 1970-01-01T00:00:00Z.
///
/// @param mean of the numbers that are not missing
/// @param deviation their standard deviation, by one less than their count; NaN for fewer than two
/// @param minimum the least
/// @param p05 5 % lie below
/// @param p25 the first quartile
/// @param median half lie below
/// @param p75 the third quartile
/// @param p95 95 % lie below
/// @param maximum the greatest
/// @param lowerFence `p25 - 1.5 (p75 - p25)`: below it are Tukey's outliers ("Exploratory data
///   analysis", 1977)
/// @param upperFence `p75 + 1.5 (p75 - p25)`: above it are outliers
/// @param belowFence rows below the lower fence
/// @param aboveFence rows above the upper one
/// @param zeros rows of exactly 0
/// @param relativeError quantiles and fences are right to within this share of them; 0: exact
public record NumberSummary(
    double mean,
    double deviation,
    double minimum,
    double p05,
    double p25,
    double median,
    double p75,
    double p95,
    double maximum,
    double lowerFence,
    double upperFence,
    long belowFence,
    long aboveFence,
    long zeros,
    double relativeError) {
  private static final double REACH = 1.5;

  /// Of at least one number.
  static NumberSummary of(Moments moments, ValueSketch sketch) {
    DoubleUnaryOperator quantile =
        share -> Math.clamp(new Quantiles(sketch).at(share), moments.minimum(), moments.maximum());
    double first = quantile.applyAsDouble(0.25);
    double third = quantile.applyAsDouble(0.75);
    double lower = first - REACH * (third - first);
    double upper = third + REACH * (third - first);
    long below = 0;
    long above = 0;
    long zeros = 0;
    for (int cell = 0; cell < sketch.size(); cell++) {
      double value = sketch.value(cell);
      long rows = sketch.counts(cell).rows();
      below += value < lower ? rows : 0;
      above += value > upper ? rows : 0;
      zeros += sketch.low(cell) == 0 ? rows : 0;
    }
    return new NumberSummary(
        moments.mean(),
        moments.deviation(),
        moments.minimum(),
        quantile.applyAsDouble(0.05),
        first,
        quantile.applyAsDouble(0.5),
        third,
        quantile.applyAsDouble(0.95),
        moments.maximum(),
        lower,
        upper,
        below,
        above,
        zeros,
        sketch.relativeWidth() / 2);
  }

  /// Rows outside the fences.
  public long outliers() {
    return belowFence + aboveFence;
  }
}
