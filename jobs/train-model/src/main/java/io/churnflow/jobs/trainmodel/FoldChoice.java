package io.churnflow.jobs.trainmodel;

import io.churnflow.contracts.CopiedRows;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Folds;
import io.churnflow.learning.Parting;
import io.churnflow.learning.leaks.Duplicates;
import io.churnflow.runtime.DataException;

/// The folds of a training.
///
/// @param folds by time, by group, or stratified; the last so that copied rows are together
/// @param parting that they were dealt out by
/// @param copied rows that equal others, as the pipeline file alone deals them out
/// @param together whether copied rows have changed the folds
record FoldChoice(Folds folds, Parting parting, CopiedRows copied, boolean together) {

  /// @param table the training rows
  /// @param features what models see of them
  /// @throws DataException where a fold lacks a class
  static FoldChoice of(Pipeline pipeline, Table table, FeatureTable features, byte[] labels) {
    int count = pipeline.training().folds();
    long seed = pipeline.training().seed();
    Parting parting = asked(pipeline, table);
    try {
      Folds folds = parting.folds(labels, count, seed);
      CopiedRows copied = Duplicates.acrossFolds(features, folds);
      if (!parting.equals(Parting.STRATIFIED) || !copied.keepTogether()) {
        return new FoldChoice(folds, parting, copied, false);
      }
      Parting together = Duplicates.together(features);
      return new FoldChoice(together.folds(labels, count, seed), together, copied, true);
    } catch (IllegalArgumentException impossible) {
      throw new DataException(String.valueOf(impossible.getMessage()), impossible);
    }
  }

  private static Parting asked(Pipeline pipeline, Table table) {
    String group = pipeline.split().groupColumn();
    String time = pipeline.split().timeColumn();
    if (time != null) {
      return new Parting.ByTime(((NumberColumn) table.column(time)).values());
    }
    return group != null ? new Parting.ByGroup(table.column(group).texts()) : Parting.STRATIFIED;
  }
}
