package io.churnflow.learning.evaluation;

import io.churnflow.contracts.pipeline.Threshold;

/// Chooses the threshold from which on a probability means "will churn".
public sealed interface ThresholdRule permits BestF1 {
  /// The rule that a pipeline file names.
  static ThresholdRule of(Threshold threshold) {
    return switch (threshold.rule()) {
      case BEST_F1 -> new BestF1();
    };
  }

  /// The threshold; a row is predicted positive where its probability is at least this.
  ///
  /// @param labels 1 or 0 a row, at least one of them 1
  /// @param probabilities out of fold: each from a model that has not seen the row
  double choose(byte[] labels, double[] probabilities);
}
