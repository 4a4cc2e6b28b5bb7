package io.churnflow.learning.drift;

import smile.math.special.Erf;

/// A value of a chi-squared statistic.
///
/// @param statistic at least 0; infinity where something is found that cannot be
/// @param degrees of freedom
record ChiSquared(double statistic, int degrees) {

  /// Pearson's, of counts held against expected ones.
  static ChiSquared of(double[] observed, double[] expected) {
    double sum = 0;
    for (int i = 0; i < observed.length; i++) {
      double difference = observed[i] - expected[i];
      sum += difference == 0 ? 0 : difference * difference / expected[i];
    }
    return new ChiSquared(sum, observed.length - 1);
  }

  /// That chance alone gives as much: the upper tail, by adding up from one or two degrees of
  /// freedom (Abramowitz and Stegun 26.4.4 and 26.4.5).
  double p() {
    if (degrees < 1) {
      return 1;
    }
    if (statistic == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double half = statistic / 2;
    boolean odd = degrees % 2 == 1;
    double tail = odd ? Erf.erfc(Math.sqrt(half)) : Math.exp(-half);
    double order = odd ? 0.5 : 1;
    // The logarithm of x^a e^-x / Γ(a + 1), which may be too small for a double by itself.
    double term =
        odd
            ? 0.5 * Math.log(half) - half - Math.log(Math.sqrt(Math.PI) / 2)
            : Math.log(half) - half;
    for (; 2 * order < degrees; order++) {
      tail += Math.exp(term);
      term += Math.log(half) - Math.log(order + 1);
    }
    return Math.min(1, tail);
  }
}
