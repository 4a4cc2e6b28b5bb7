package io.churnflow.learning.evaluation;

import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.Threshold;
import java.util.Objects;

/// Chooses the threshold from which on a probability means "will churn".
public sealed interface ThresholdRule
    permits BestF1, MinimumRecall, MinimumPrecision, HighestProfit {
  /// The rule that a pipeline file names.
  ///
  /// @param table the rows that it will be asked about, where amounts come from
  /// @throws IllegalArgumentException where an amount is missing or out of range
  static ThresholdRule of(Threshold threshold, Table table) {
    return switch (threshold.rule()) {
      case BEST_F1 -> new BestF1();
      case MINIMUM_RECALL -> new MinimumRecall(Objects.requireNonNull(threshold.value()));
      case MINIMUM_PRECISION -> new MinimumPrecision(Objects.requireNonNull(threshold.value()));
      case PROFIT -> new HighestProfit(Offers.of(threshold, table));
    };
  }

  /// The threshold; a row is predicted positive where its probability is at least this.
  ///
  /// @param labels 1 or 0 a row, at least one of them 1
  /// @param probabilities out of fold: each from a model that has not seen the row
  /// @throws UnreachableException where no threshold does what is asked
  double choose(byte[] labels, double[] probabilities);
}
