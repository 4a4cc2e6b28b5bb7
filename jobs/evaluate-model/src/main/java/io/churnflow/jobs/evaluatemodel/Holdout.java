package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.learning.Labels;
import io.churnflow.runtime.ArrowTables;
import io.churnflow.runtime.DataException;
import java.nio.file.Path;

/// The rows that nothing was fitted or chosen on.
///
/// @param table all columns
/// @param target what was to be predicted
/// @param labels 1 or 0 a row
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
record Holdout(Table table, Target target, byte[] labels) {

  /// @throws DataException where a label is missing, or a class
  static Holdout read(Path file, Target target) {
    Table table = ArrowTables.read(file);
    try {
      byte[] labels = Labels.of(table, target);
      int positives = Labels.positives(labels);
      if (positives == 0 || positives == labels.length) {
        throw new DataException(
            "%s: expected rows of both classes, found %d positive of %d"
                .formatted(file, positives, labels.length));
      }
      return new Holdout(table, target, labels);
    } catch (IllegalArgumentException wrong) {
      throw new DataException(file + ": " + wrong.getMessage(), wrong);
    }
  }
}
