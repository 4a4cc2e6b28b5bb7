package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.Estimate;
import io.churnflow.reporting.html.Node;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Names and numbers as the report writes them, the same in every locale.
final class Texts {
  private static final Map<String, String> NAMES =
      Map.of(
          "pr_auc", "PR-AUC",
          "roc_auc", "ROC-AUC",
          "f1", "F1",
          "log_loss", "Log loss",
          "mean_probability", "Mean probability",
          "selection_rate", "Share flagged",
          "prevalence", "Share leaving");

  private Texts() {}

  /// A metric as people write it.
  static String name(String metric) {
    String given = NAMES.get(metric);
    return given == null
        ? metric.substring(0, 1).toUpperCase(Locale.ROOT) + metric.substring(1)
        : given;
  }

  /// Three decimals; what rounds to zero has no sign.
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.equals("-0.000") ? "0.000" : text;
  }

  /// A dash where it is undefined.
  static String interval(@Nullable Estimate estimate) {
    return estimate == null ? "–" : number(estimate.low()) + " to " + number(estimate.high());
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /// A bar beside a number.
  ///
  /// @param value no bar where it is below 0
  /// @param longest the value of the longest bar
  static Node bar(double value, double longest) {
    double share = longest <= 0 ? 0 : Math.max(0, value / longest);
    return Node.of(
            "span",
            Node.of("span", "")
                .classed("bar")
                .with("style", String.format(Locale.ROOT, "width:%.1f%%", 100 * share)))
        .classed("track");
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
