package io.churnflow.learning.calibration;

/// The score is the probability.
public record Uncalibrated() implements Calibration {
  @Override
  public String method() {
    return "none";
  }

  @Override
  public double apply(double score) {
    return score;
  }
}
