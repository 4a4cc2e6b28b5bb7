package io.churnflow.learning.linear;

import io.churnflow.learning.encoding.Imputation;

/// Standardises a number column: (value - mean) / deviation, missing values filled first.
///
/// Held within ± 1,000,000, which no training value reaches with fewer than 10^12 rows, so that
/// sums stay finite whatever comes.
///
/// @param median fills missing values
/// @param mean of the filled training values
/// @param deviation their standard deviation (dividing by the number of rows); 1 where they are all
///   equal to rounding
public record Scaling(double median, double mean, double deviation) {
  /// The largest absolute standardised value.
  public static final double LIMIT = 1e6;

  public Scaling {
    boolean finite = Double.isFinite(median) && Double.isFinite(mean) && Double.isFinite(deviation);
    if (!finite || deviation <= 0) {
      throw new IllegalArgumentException(
          "scaling: expected finite numbers and a positive deviation, found median %s, mean %s, deviation %s"
              .formatted(median, mean, deviation));
    }
  }

  /// Learns mean and deviation.
  ///
  /// @param imputation of the same values
  static Scaling fit(double[] values, Imputation imputation) {
    double[] filled = imputation.fill(values);
    double mean = mean(filled);
    double[] squares = new double[filled.length];
    for (int row = 0; row < filled.length; row++) {
      squares[row] = (filled[row] - mean) * (filled[row] - mean);
    }
    double deviation = Math.sqrt(mean(squares));
    boolean usable = deviation > 1e-12 * Math.abs(mean) && deviation <= Double.MAX_VALUE;
    return new Scaling(imputation.median(), mean, usable ? deviation : 1);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value / values.length;
    }
    return sum;
  }

  /// The standardised value.
  public double apply(double value) {
    double filled = Double.isNaN(value) ? median : value;
    double scaled = (filled - mean) / deviation;
    return Math.min(Math.max(scaled, -LIMIT), LIMIT);
  }
}
