package io.churnflow.learning;

import io.churnflow.learning.selection.FeatureRanking;

/// Everything that is fitted on a fold's rows: which columns, and the model over them.
///
/// @param learner the algorithm
/// @param mostFeatures most columns of the model; [#ALL] for all
public record Recipe(Learner learner, int mostFeatures) {
  /// Every column.
  public static final int ALL = Integer.MAX_VALUE;

  /// Chooses columns and fits a model, all of it on these rows.
  ///
  /// @param rows from 0
  /// @param labels 1 or 0 for every row of the table; only those of `rows` are looked at
  FittedModel fit(PreparedTable table, int[] rows, byte[] labels, FitContext context) {
    if (mostFeatures >= table.table().columns().size()) {
      return learner.fit(table, rows, labels, context);
    }
    int[] best = FeatureRanking.best(table.table(), rows, labels, mostFeatures, context.workers());
    return learner.fit(table.only(best), rows, labels, context);
  }
}
