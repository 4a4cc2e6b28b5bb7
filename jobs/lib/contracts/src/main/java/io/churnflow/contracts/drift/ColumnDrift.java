package io.churnflow.contracts.drift;

import java.util.List;

/// What has become of one column.
///
/// @param column its name
/// @param level the higher one of values and missing cells
/// @param weight its share of what the model relies on, in [0, 1]; 1 for the score
/// @param personal whether its values are not shown
/// @param values of rows that have one
/// @param missing of rows that have none
/// @param missingReference share of the reference's rows without a value
/// @param missingBatch share of the batch's
/// @param statistics distances
/// @param bins the shares that the effect is measured on, in the order of the values
/// @param otherTools what other tools would say
public record ColumnDrift(
    String column,
    Level level,
    double weight,
    boolean personal,
    Change values,
    Change missing,
    double missingReference,
    double missingBatch,
    Statistics statistics,
    List<BinShares> bins,
    List<ToolVerdict> otherTools) {

  public ColumnDrift {
    bins = List.copyOf(bins);
    otherTools = List.copyOf(otherTools);
  }

  /// The larger effect.
  public double effect() {
    return Math.max(values.effect(), missing.effect());
  }
}
