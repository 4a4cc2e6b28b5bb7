package io.churnflow.learning.drift;

import java.util.Comparator;
import java.util.stream.IntStream;

/// P-values of many tests together: of those that are at most α, no more than the share α is false
/// on the average (Benjamini and Hochberg, "Controlling the false discovery rate", 1995).
final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /// The adjusted p-values, in the order of the given ones.
  static double[] adjusted(double[] p) {
    int[] ascending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(place -> p[place]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double least = 1;
    for (int rank = p.length; rank > 0; rank--) {
      int place = ascending[rank - 1];
      least = Math.min(least, p[place] * p.length / rank);
      adjusted[place] = least;
    }
    return adjusted;
  }
}
