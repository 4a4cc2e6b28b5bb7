package io.churnflow.contracts.drift;

import io.churnflow.contracts.pipeline.DriftPolicy;
import java.util.List;

/// What has become of the data since a model was trained, as one batch shows it.
///
/// @param verdict on the batch
/// @param reason the verdict in a sentence
/// @param rows of the batch
/// @param referenceRows training rows
/// @param policy what the verdict was come to by
/// @param score the model's probabilities
/// @param scoreReference what the model said of the hold-out
/// @param scoreBatch what it says of the batch
/// @param columns the model's columns, in its order
public record BatchDrift(
    Level verdict,
    String reason,
    long rows,
    long referenceRows,
    DriftPolicy policy,
    ColumnDrift score,
    ScoreSummary scoreReference,
    ScoreSummary scoreBatch,
    List<ColumnDrift> columns) {

  public BatchDrift {
    columns = List.copyOf(columns);
  }

  /// How many columns have changed more than chance explains.
  public long drifted() {
    return columns.stream().filter(column -> column.level().isDrift()).count();
  }
}
