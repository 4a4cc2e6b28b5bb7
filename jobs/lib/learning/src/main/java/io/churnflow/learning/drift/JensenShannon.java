package io.churnflow.learning.drift;

/// The distance of Jensen and Shannon: the root of the mean divergence (Kullback-Leibler) of two
/// distributions from their mean (Endres and Schindelin, "A new metric for probability
/// distributions", 2003).
final class JensenShannon {
  private JensenShannon() {}

  /// With the natural logarithm; in [0, √ln 2].
  ///
  /// @param p shares that add up to 1
  /// @param q as many
  static double distance(double[] p, double[] q) {
    double sum = 0;
    for (int bin = 0; bin < p.length; bin++) {
      double mean = (p[bin] + q[bin]) / 2;
      sum += divergence(p[bin], mean) + divergence(q[bin], mean);
    }
    return Math.sqrt(Math.max(0, sum / 2));
  }

  /// With the logarithm to base 2; in [0, 1].
  static double distanceInBits(double[] p, double[] q) {
    return distance(p, q) / Math.sqrt(Math.log(2));
  }

  private static double divergence(double share, double mean) {
    return share == 0 ? 0 : share * Math.log(share / mean);
  }
}
