package io.churnflow.learning.calibration;

import io.churnflow.learning.Logistic;

/// A logistic function of the score's log odds (Platt 1999, on log odds as in Guo et al. 2017).
///
/// @param slope of the log odds; in [0, STEEPEST]
/// @param intercept log odds added; finite
public record PlattScaling(double slope, double intercept) implements Calibration {
  /// Scores are held within [LEAST, 1 - LEAST]: a forest's may be 0 or 1, whose log odds are
  /// infinite.
  public static final double LEAST = 1e-6;

  /// Far more than any calibration needs; a greater slope would turn a score's last digits into
  /// another probability.
  public static final double STEEPEST = 100;

  public PlattScaling {
    if (!(slope >= 0 && slope <= STEEPEST && Double.isFinite(intercept))) {
      throw new IllegalArgumentException(
          "Platt scaling: expected a slope from 0 to %s and a finite intercept, found %s and %s"
              .formatted(STEEPEST, slope, intercept));
    }
  }

  @Override
  public String method() {
    return "platt";
  }

  @Override
  public double apply(double score) {
    return Logistic.probability(slope * logOdds(score) + intercept);
  }

  /// The log odds of a score, held within bounds.
  static double logOdds(double score) {
    double held = Math.clamp(score, LEAST, 1 - LEAST);
    return StrictMath.log(held / (1 - held));
  }
}
