package io.churnflow.contracts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the winner does on the hold-out rows that have one value in a column, or lie in one bin.
///
/// @param column the column's name
/// @param value the category, the number, the bin as `from to to`, or `missing`
/// @param rows hold-out rows in the slice
/// @param positives how many of them are positive
/// @param small whether either class has fewer than [#FEW] rows: read its numbers with care
/// @param metrics by name; a metric that the slice leaves undefined (recall without a positive) is
///   left out
public record Slice(
    String column,
    String value,
    long rows,
    long positives,
    boolean small,
    Map<String, Estimate> metrics) {

  /// With fewer rows of either class than this a slice is marked as small.
  public static final int FEW = 30;

  public Slice {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /// The slice in words: `contract: One year`.
  public String label() {
    return column + ": " + value;
  }
}
