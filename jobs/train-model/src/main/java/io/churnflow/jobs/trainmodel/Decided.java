package io.churnflow.jobs.trainmodel;

import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.ProfitCurve;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.Threshold;
import io.churnflow.learning.calibration.CalibrationFit;
import io.churnflow.learning.evaluation.HighestProfit;
import io.churnflow.learning.evaluation.Metrics;
import io.churnflow.learning.evaluation.ThresholdRule;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Messages;
import org.jspecify.annotations.Nullable;

/// The threshold that was chosen on out-of-fold probabilities, and what it does on them.
///
/// @param threshold in [0, 1]
/// @param metrics of the out-of-fold probabilities
/// @param profit where the rule is one of profit
record Decided(double threshold, ClassMetrics metrics, @Nullable ProfitCurve profit) {

  /// Chooses.
  ///
  /// @param table the training rows
  /// @throws DataException where no threshold does what the rule asks, or an amount is out of range
  static Decided of(
      Threshold asked, Table table, byte[] labels, CalibrationFit calibrated, Messages messages) {
    double[] probabilities = calibrated.probabilities();
    try {
      ThresholdRule rule = ThresholdRule.of(asked, table);
      double threshold = rule.choose(labels, probabilities);
      ProfitCurve profit = null;
      if (rule instanceof HighestProfit highest) {
        profit = highest.offers().curve(labels, probabilities, threshold);
        if (!(profit.chosen() > 0)) {
          messages.warn("threshold: treating nobody earns more out of fold than any threshold");
        }
      }
      return new Decided(threshold, Metrics.of(labels, probabilities, threshold), profit);
    } catch (IllegalArgumentException impossible) {
      throw new DataException(String.valueOf(impossible.getMessage()), impossible);
    }
  }
}
