package io.churnflow.contracts;

import java.util.List;

/// The trials of a search, `trials.json`, as MLflow shows tables.
///
/// @param columns `trial`, the metric's `mean_...` and `deviation_...`, then the parameters
/// @param data one row a trial, in order
public record TrialTable(List<String> columns, List<List<Object>> data) {

  public TrialTable {
    columns = List.copyOf(columns);
    data = data.stream().map(List::copyOf).toList();
  }
}
