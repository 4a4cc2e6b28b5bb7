package io.churnflow.reporting.html;

import java.util.Locale;
import java.util.Map;

/// Metrics as people write them.
public final class MetricNames {
  private static final Map<String, String> NAMES =
      Map.of(
          "pr_auc", "PR-AUC",
          "roc_auc", "ROC-AUC",
          "f1", "F1",
          "log_loss", "Log loss",
          "mean_probability", "Mean probability",
          "selection_rate", "Share flagged",
          "prevalence", "Share leaving");

  private MetricNames() {}

  /// The metric's name.
  public static String of(String metric) {
    String given = NAMES.get(metric);
    return given == null
        ? metric.substring(0, 1).toUpperCase(Locale.ROOT) + metric.substring(1)
        : given;
  }
}
