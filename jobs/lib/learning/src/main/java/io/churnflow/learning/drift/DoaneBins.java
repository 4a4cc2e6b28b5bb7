package io.churnflow.learning.drift;

import io.churnflow.contracts.drift.NumberMarginal;
import java.util.Arrays;

/// Bins of equal width, as many as Doane's rule gives (Doane, "Aesthetic frequency
/// classifications", 1976), with the edges that NumPy gives them, and one more for what is outside.
final class DoaneBins {
  private static final double HALF = 0.5;

  private DoaneBins() {}

  /// @param reference with at least one number
  static double[] edges(NumberMarginal reference) {
    double first = reference.values()[0];
    double last = reference.values()[reference.values().length - 1];
    double width = width(reference, last - first);
    int bins = width > 0 ? (int) Math.ceil((last - first) / width) : 1;
    if (first == last) {
      first -= HALF;
      last += HALF;
    }
    double[] edges = new double[bins + 1];
    double step = (last - first) / bins;
    for (int i = 0; i < bins; i++) {
      edges[i] = i * step + first;
    }
    edges[bins] = last;
    return edges;
  }

  private static double width(NumberMarginal reference, double range) {
    double n = reference.present();
    double deviation = Numbers.deviation(reference);
    if (!(n > 2) || !(deviation > 0)) {
      return 0;
    }
    double ofSkewness = Math.sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
    double skewness =
        Numbers.centralMoment(reference, Numbers.mean(reference), 3)
            / (deviation * deviation * deviation);
    return range / (1 + log2(n) + log2(1 + Math.abs(skewness) / ofSkewness));
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  /// Rows of each bin, which begins with its lower edge; the last one ends with its upper edge,
  /// too. Then the rows outside.
  static long[] rows(double[] edges, NumberMarginal marginal) {
    int bins = edges.length - 1;
    long[] rows = new long[bins + 1];
    for (int i = 0; i < marginal.values().length; i++) {
      double value = marginal.values()[i];
      int found = Arrays.binarySearch(edges, value);
      int bin = found >= 0 ? found : -found - 2;
      boolean inside = value >= edges[0] && value <= edges[bins];
      rows[inside ? Math.min(bin, bins - 1) : bins] += marginal.counts()[i];
    }
    return rows;
  }
}
