package io.churnflow.learning.evaluation;

import io.churnflow.contracts.pipeline.Metric;
import java.util.Locale;

/// What is measured of weighted rows; the first eight as in [io.churnflow.contracts.ClassMetrics].
public enum Measure {
  PRECISION,
  RECALL,
  F1,
  ROC_AUC,
  PR_AUC,
  LOG_LOSS,
  BRIER,
  ACCURACY,
  /// Share of rows that are called positive.
  SELECTION_RATE,
  /// Share of rows that are positive.
  PREVALENCE,
  /// Mean probability.
  MEAN_PROBABILITY;

  /// What a pipeline file asks for.
  static Measure of(Metric metric) {
    return switch (metric) {
      case PR_AUC -> PR_AUC;
      case ROC_AUC -> ROC_AUC;
      case F1 -> F1;
      case LOG_LOSS -> LOG_LOSS;
      case BRIER -> BRIER;
    };
  }

  /// The name in files and in MLflow.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
