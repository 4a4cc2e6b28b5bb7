package io.churnflow.jobs.trainmodel;

import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Labels;
import io.churnflow.learning.derived.Derivation;

/// The training rows as learners see them.
///
/// @param table every column of them
/// @param features the columns that models see
/// @param labels 1 or 0 a row
/// @param choice their folds
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
record TrainingRows(Table table, FeatureTable features, byte[] labels, FoldChoice choice) {

  static TrainingRows of(Pipeline pipeline, Table table) {
    byte[] labels = Labels.of(table, pipeline.contract().target());
    FeatureTable features =
        Derivation.table(
            table, pipeline.featureNames(), Derivation.all(pipeline.features().derived()));
    return new TrainingRows(
        table, features, labels, FoldChoice.of(pipeline, table, features, labels));
  }
}
