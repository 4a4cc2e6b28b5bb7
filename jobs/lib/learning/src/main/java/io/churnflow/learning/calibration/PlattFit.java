package io.churnflow.learning.calibration;

import io.churnflow.learning.Labels;
import io.churnflow.learning.Logistic;

/// Fits Platt scaling: slope and intercept of the greatest likelihood, by Newton's method with
/// halved steps (Lin, Lin and Weng 2007).
///
/// The targets are Platt's, (positives + 1) / (positives + 2) and 1 / (negatives + 2), not 1 and 0:
/// as if one more row of each class had been seen.
final class PlattFit {
  private static final int MOST_STEPS = 100;
  private static final double TOLERANCE = 1e-10;
  private static final double RIDGE = 1e-12;

  /// More than the steepest slope makes of any score's log odds.
  private static final double WIDEST = 2000;

  private static final int HALVINGS = 70;

  private final double[] logOdds;
  private final byte[] labels;
  private final double positive;
  private final double negative;

  private PlattFit(byte[] labels, double[] scores) {
    int positives = Labels.positives(labels);
    this.labels = labels;
    this.positive = (positives + 1.0) / (positives + 2.0);
    this.negative = 1 / (labels.length - positives + 2.0);
    this.logOdds = new double[scores.length];
    for (int row = 0; row < scores.length; row++) {
      logOdds[row] = PlattScaling.logOdds(scores[row]);
    }
  }

  /// @param labels 1 or 0 a row
  /// @param scores of models that have not seen the rows
  static PlattScaling fit(byte[] labels, double[] scores) {
    return new PlattFit(labels, scores).fit();
  }

  private PlattScaling fit() {
    double slope = 1;
    double intercept = 0;
    double loss = loss(slope, intercept);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] move = newton(slope, intercept);
      double size = 1;
      double less = loss(slope + move[0], intercept + move[1]);
      while (less > loss && size > TOLERANCE) {
        size /= 2;
        less = loss(slope + size * move[0], intercept + size * move[1]);
      }
      if (!(less <= loss)) {
        break;
      }
      slope += size * move[0];
      intercept += size * move[1];
      loss = less;
      if (Math.abs(move[0]) + Math.abs(move[1]) < TOLERANCE) {
        break;
      }
    }
    boolean allowed = slope >= 0 && slope <= PlattScaling.STEEPEST;
    return allowed
        ? new PlattScaling(slope, intercept)
        : withSlope(Math.clamp(slope, 0, PlattScaling.STEEPEST));
  }

  /// The likeliest at the end of the range of slopes: level where scores rank the rows the wrong
  /// way. The intercept is found by halving, since the mean probability rises with it.
  private PlattScaling withSlope(double slope) {
    double low = -WIDEST;
    double high = WIDEST;
    for (int half = 0; half < HALVINGS; half++) {
      double middle = (low + high) / 2;
      if (excess(slope, middle) > 0) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return new PlattScaling(slope, (low + high) / 2);
  }

  /// By how much the probabilities' sum is above that of the targets.
  private double excess(double slope, double intercept) {
    double sum = 0;
    for (int row = 0; row < labels.length; row++) {
      sum += Logistic.probability(slope * logOdds[row] + intercept) - target(labels[row]);
    }
    return sum;
  }

  private double target(byte label) {
    return label == 1 ? positive : negative;
  }

  private double loss(double slope, double intercept) {
    double loss = 0;
    for (int row = 0; row < labels.length; row++) {
      double margin = slope * logOdds[row] + intercept;
      loss += Logistic.softplus(margin) - target(labels[row]) * margin;
    }
    return loss;
  }

  /// The step to where the second-order approximation of the loss is least: of the slope, of the
  /// intercept.
  private double[] newton(double slope, double intercept) {
    double first0 = 0;
    double first1 = 0;
    double second00 = RIDGE;
    double second01 = 0;
    double second11 = RIDGE;
    for (int row = 0; row < labels.length; row++) {
      double probability = Logistic.probability(slope * logOdds[row] + intercept);
      double error = probability - target(labels[row]);
      double spread = probability * (1 - probability);
      first0 += error * logOdds[row];
      first1 += error;
      second00 += spread * logOdds[row] * logOdds[row];
      second01 += spread * logOdds[row];
      second11 += spread;
    }
    double determinant = second00 * second11 - second01 * second01;
    return new double[] {
      -(second11 * first0 - second01 * first1) / determinant,
      -(second00 * first1 - second01 * first0) / determinant
    };
  }
}
