package io.churnflow.jobs.trainmodel;

import io.churnflow.contracts.CopiedRows;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Folds;
import io.churnflow.learning.leaks.Duplicates;
import io.churnflow.runtime.DataException;

/// The folds of a training.
///
/// @param folds by time, by group, or stratified; the last so that copied rows are together
/// @param copied rows that equal others, as the pipeline file alone deals them out
/// @param together whether copied rows have changed the folds
record FoldChoice(Folds folds, CopiedRows copied, boolean together) {

  /// @param table the training rows
  /// @param features what models see of them
  /// @throws DataException where a fold lacks a class
  static FoldChoice of(Pipeline pipeline, Table table, FeatureTable features, byte[] labels) {
    int count = pipeline.training().folds();
    long seed = pipeline.training().seed();
    String group = pipeline.split().groupColumn();
    String time = pipeline.split().timeColumn();
    try {
      Folds folds =
          time != null
              ? Folds.stretches(labels, ((NumberColumn) table.column(time)).values(), count)
              : group != null
                  ? Folds.grouped(labels, table.column(group).texts(), count, seed)
                  : Folds.stratified(labels, count, seed);
      CopiedRows copied = Duplicates.acrossFolds(features, folds);
      boolean together = time == null && group == null && copied.keepTogether();
      return new FoldChoice(
          together ? Duplicates.together(features, labels, count, seed) : folds, copied, together);
    } catch (IllegalArgumentException impossible) {
      throw new DataException(String.valueOf(impossible.getMessage()), impossible);
    }
  }
}
