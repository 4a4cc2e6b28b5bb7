package io.churnflow.learning.calibration;

/// Turns a model's score into the probability that is published. It never changes the order of two
/// scores, though it may make them equal.
public sealed interface Calibration permits Uncalibrated, PlattScaling, IsotonicLine {
  /// The method's name in reports and in the model file.
  String method();

  /// The calibrated probability, in [0, 1].
  ///
  /// @param score what the model gives, in [0, 1]
  double apply(double score);
}
