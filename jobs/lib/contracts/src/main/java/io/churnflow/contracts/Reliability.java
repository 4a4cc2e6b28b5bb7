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

  /// Rows of similar probability.
  ///
  /// @param rows how many
  /// @param meanProbability of them, in [0, 1]
  /// @param positiveShare the share that is positive, with Wilson's interval
  public record Bin(long rows, double meanProbability, Estimate positiveShare) {}
}
