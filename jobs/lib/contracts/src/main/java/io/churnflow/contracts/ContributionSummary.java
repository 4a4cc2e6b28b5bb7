package io.churnflow.contracts;

import java.util.List;

/// How much each column moves a model's scores, in either direction: means of absolute SHAP values.
///
/// @param unit what scores and contributions are measured in, such as `log odds`
/// @param rows rows that were explained
/// @param columns the one that moves most first
public record ContributionSummary(String unit, int rows, List<Column> columns) {

  /// One column.
  ///
  /// @param feature its name
  /// @param meanAbsolute in the unit, from 0
  public record Column(String feature, double meanAbsolute) {}

  public ContributionSummary {
    columns = List.copyOf(columns);
  }
}
