package io.churnflow.contracts;

import java.util.List;

/// Whether probabilities mean what they say, over bins of about equal numbers of rows.
///
/// @param expectedCalibrationError mean distance between probability and share of positives,
///   weighted by rows, in [0, 1]
/// @param bins by rising probability
public record Reliability(double expectedCalibrationError, List<Bin> bins) {

  public Reliability {
    bins = List.copyOf(bins);
  }

  /// The calibration error that perfectly calibrated probabilities would stay below, in these bins,
  /// in about 97 of 100 hold-outs: its mean plus two standard deviations. In a bin of n rows of
  /// mean probability p the distance is about that of half-normal noise of variance p (1 - p) / n,
  /// whose mean is the square root of 2 / π times its scale.
  ///
  /// @return at least 0; 0 without a bin
  public double errorByChance() {
    double rows = bins.stream().mapToLong(Bin::rows).sum();
    double mean = 0;
    double variance = 0;
    for (Bin bin : bins) {
      double noise = bin.meanProbability() * (1 - bin.meanProbability()) / bin.rows();
      double weight = bin.rows() / rows;
      mean += weight * Math.sqrt(2 / Math.PI * noise);
      variance += weight * weight * (1 - 2 / Math.PI) * noise;
    }
    return mean + 2 * Math.sqrt(variance);
  }

  /// Rows of similar probability.
  ///
  /// @param rows how many
  /// @param meanProbability of them, in [0, 1]
  /// @param positiveShare the share that is positive, with Wilson's interval
  public record Bin(long rows, double meanProbability, Estimate positiveShare) {}
}
