package io.churnflow.contracts;

/// What process-data says of its two sides, `split.json`.
///
/// @param trainingRows rows to train on
/// @param holdoutRows rows held out
/// @param trainingPositives positive rows to train on
/// @param holdoutPositives positive rows held out
/// @param holdoutCopies held-out rows that equal a training row in every feature, as the pipeline
///   file alone splits them
/// @param copiesTogether whether equal rows were therefore put on one side, so that none is left
public record SplitSummary(
    long trainingRows,
    long holdoutRows,
    long trainingPositives,
    long holdoutPositives,
    long holdoutCopies,
    boolean copiesTogether) {

  /// Whether more held-out rows equal a training row than chance explains.
  public boolean manyCopies() {
    return CopiedRows.many(holdoutCopies, holdoutRows);
  }
}
