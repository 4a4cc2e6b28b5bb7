package io.churnflow.learning.drift;

import io.churnflow.contracts.drift.NumberMarginal;

/// The two-sample test of Kolmogorov and Smirnov, two-sided.
///
/// @param reach the greatest difference of the distribution functions, times the rows of both
/// @param first rows of the one sample, at least 1
/// @param second rows of the other
record KolmogorovSmirnov(long reach, long first, long second) {
  /// Up to so many cells the p-value is counted out, beyond it is the limit distribution's: the
  /// work grows with the product of the rows.
  private static final long MOST_CELLS = 1_000_000;

  private static final double FAR = 1.0;
  private static final int TERMS = 100;

  /// @throws IllegalArgumentException where a sample is empty
  static KolmogorovSmirnov of(NumberMarginal first, NumberMarginal second) {
    long n = first.present();
    long m = second.present();
    if (n == 0 || m == 0) {
      throw new IllegalArgumentException("expected numbers in both samples, found none in one");
    }
    long reach = 0;
    long below = 0;
    long alsoBelow = 0;
    int i = 0;
    int j = 0;
    while (i < first.values().length && j < second.values().length) {
      double value = Math.min(first.values()[i], second.values()[j]);
      if (first.values()[i] == value) {
        below += first.counts()[i++];
      }
      if (second.values()[j] == value) {
        alsoBelow += second.counts()[j++];
      }
      reach = Math.max(reach, Math.abs(below * m - alsoBelow * n));
    }
    return new KolmogorovSmirnov(reach, n, m);
  }

  /// The greatest difference, in [0, 1].
  double distance() {
    return (double) reach / ((double) first * second);
  }

  /// That two samples of one distribution differ as much.
  double p() {
    return first * second <= MOST_CELLS ? exactP() : limitP();
  }

  /// Counted out over all orders of the rows (Hodges, "The significance probability of the Smirnov
  /// two-sample test", 1958): a path of `first` steps one way and `second` the other, in any order
  /// equally likely, reaches the distance somewhere. Of a path to a point the last step came from
  /// either side in the ratio of the point's coordinates.
  double exactP() {
    double[] reaches = new double[Math.toIntExact(second) + 1];
    for (int i = 0; i <= first; i++) {
      for (int j = 0; j <= second; j++) {
        if (Math.abs(i * second - j * first) >= reach) {
          reaches[j] = 1;
        } else if (i + j == 0) {
          reaches[j] = 0;
        } else {
          double before = j == 0 ? 0 : reaches[j - 1] * j;
          reaches[j] = (reaches[j] * i + before) / (i + j);
        }
      }
    }
    return reaches[reaches.length - 1];
  }

  /// Kolmogorov's limit distribution (1933), by that of its two series that converges faster.
  double limitP() {
    double x = distance() * Math.sqrt((double) first * second / (first + second));
    return x < FAR ? 1 - near(x) : far(x);
  }

  private static double near(double x) {
    double sum = 0;
    for (int k = 1; k <= TERMS && x > 0; k += 2) {
      sum += Math.exp(-(k * Math.PI) * (k * Math.PI) / (8 * x * x));
    }
    return x > 0 ? Math.sqrt(2 * Math.PI) / x * sum : 0;
  }

  private static double far(double x) {
    double sum = 0;
    for (int k = 1; k <= TERMS; k++) {
      double term = Math.exp(-2.0 * k * k * x * x);
      sum += k % 2 == 1 ? term : -term;
    }
    return Math.clamp(2 * sum, 0, 1);
  }
}
