package io.churnflow.contracts;

import java.util.Locale;

/// The largest difference in one metric between two slices of a column, neither of them small,
/// whose interval leaves zero out.
///
/// @param column the column's name
/// @param metric `recall`, `precision` or `selection_rate`
/// @param higher value of the slice that measures more
/// @param lower value of the slice that measures less
/// @param difference by how much, above 0
public record SliceGap(
    String column, String metric, String higher, String lower, Estimate difference) {

  /// The gap as a sentence.
  public String words() {
    return String.format(
        Locale.ROOT,
        "%s is %.2f higher (95 %% interval %.2f to %.2f) where %s is %s than where it is %s.",
        metricName(),
        difference.value(),
        difference.low(),
        difference.high(),
        column,
        higher,
        lower);
  }

  private String metricName() {
    String name = metric.equals("selection_rate") ? "share flagged" : metric;
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
