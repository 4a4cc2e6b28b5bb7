package io.churnflow.jobs.infercontract;

/// Bounds for what may come, from what was found: wide enough for other rows of the same kind,
/// close enough to find a wrong unit.
final class Bounds {
  private static final double[] STEPS = {1, 2, 5, 10};
  private static final double LEAST_MISSING = 0.05;

  private Bounds() {}

  /// The least allowed number: 0 where none is negative, else a round number at twice the least.
  /// Infinite where there is no such number.
  static double minimum(double least) {
    return least >= 0 ? 0 : -round(-2 * least);
  }

  /// The greatest allowed number: 0 where none is positive, else a round number at twice the
  /// greatest. Infinite where there is no such number.
  static double maximum(double greatest) {
    return greatest <= 0 ? 0 : round(2 * greatest);
  }

  /// The next of 1, 2 and 5 times a power of ten, at least the value.
  private static double round(double value) {
    int power = (int) Math.floor(Math.log10(value));
    for (double step : STEPS) {
      double round = Double.parseDouble("%.0fe%d".formatted(step, power));
      if (round >= value) {
        return round;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /// The share of so many of the rows, in whole hundredths, rounded up.
  static double share(long count, long rows) {
    long percent = Math.ceilDiv(100 * count, rows);
    while (percent < 100 && (long) Math.floor(percent / 100.0 * rows) < count) {
      percent++;
    }
    return percent / 100.0;
  }

  /// The share of missing cells to allow where so many of the rows have one: twice as many, and
  /// never under 5 %, since another batch is another draw and may be small.
  static double missing(long count, long rows) {
    return Math.clamp(2 * share(count, rows), LEAST_MISSING, 1);
  }
}
