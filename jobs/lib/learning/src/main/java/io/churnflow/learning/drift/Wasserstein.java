package io.churnflow.learning.drift;

import io.churnflow.contracts.drift.NumberMarginal;

/// The first Wasserstein distance, also known as the earth mover's: the area between two
/// distribution functions.
final class Wasserstein {
  private Wasserstein() {}

  /// In the numbers' unit.
  ///
  /// @return NaN where a sample is empty
  static double distance(NumberMarginal first, NumberMarginal second) {
    double n = first.present();
    double m = second.present();
    double area = 0;
    double before = 0;
    long below = 0;
    long alsoBelow = 0;
    int i = 0;
    int j = 0;
    while (i < first.values().length || j < second.values().length) {
      double value = Math.min(at(first, i), at(second, j));
      if (i + j > 0) {
        area += Math.abs(below / n - alsoBelow / m) * (value - before);
      }
      if (at(first, i) == value) {
        below += first.counts()[i++];
      }
      if (at(second, j) == value) {
        alsoBelow += second.counts()[j++];
      }
      before = value;
    }
    return n == 0 || m == 0 ? Double.NaN : area;
  }

  private static double at(NumberMarginal marginal, int place) {
    return place < marginal.values().length ? marginal.values()[place] : Double.POSITIVE_INFINITY;
  }
}
