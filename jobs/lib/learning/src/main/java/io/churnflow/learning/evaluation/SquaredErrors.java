package io.churnflow.learning.evaluation;

/// The squared errors of rows' probabilities; their mean is the Brier score.
///
/// @param labels 1 or 0 a row
/// @param probabilities one a row
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
public record SquaredErrors(byte[] labels, double[] probabilities) {

  /// The Brier score.
  public double mean() {
    double sum = 0;
    for (int row = 0; row < labels.length; row++) {
      sum += of(row);
    }
    return sum / labels.length;
  }

  private double of(int row) {
    double error = probabilities[row] - labels[row];
    return error * error;
  }

  /// Whether the mean is less than that of other probabilities of the same rows by more than one
  /// standard error of the paired difference (the rule of one standard error, Breiman et al. 1984).
  public boolean clearlyLessThan(SquaredErrors other) {
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < labels.length; row++) {
      double less = other.of(row) - of(row);
      sum += less;
      squares += less * less;
    }
    double mean = sum / labels.length;
    double variance = Math.max(squares / labels.length - mean * mean, 0);
    return mean > 0 && mean > Math.sqrt(variance / labels.length);
  }
}
