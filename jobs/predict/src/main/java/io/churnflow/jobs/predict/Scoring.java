package io.churnflow.jobs.predict;

import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.ColumnLayout;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.InOrder;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableReader;
import io.churnflow.runtime.TableWriter;
import io.churnflow.runtime.UsageException;
import io.churnflow.runtime.archive.ScoredRows;
import java.io.IOException;
import java.util.Optional;

/// Scores a table file into a predictions file and into the rows that are archived. Batches are
/// read, scored and printed, and written side by side, in the table's order: memory holds a few of
/// them, however long the table is.
final class Scoring {
  private final Resolved resolved;
  private final String id;
  private final Reasons reasons;
  private long rows;
  private long positives;

  /// @param id the id column's name
  /// @param reasons of what is scored
  Scoring(Resolved resolved, String id, Reasons reasons) {
    this.resolved = resolved;
    this.id = id;
    this.reasons = reasons;
  }

  /// @throws UsageException where the table lacks a column that the model takes
  /// @throws DataException where it lacks the id
  void score(TableReader table, PredictionsFile file, TableWriter archived, int threads)
      throws IOException {
    if (!table.layout().contains(new ColumnLayout(id, ColumnLayout.Kind.TEXT))) {
      throw new DataException(
          "%s: expected the id column %s, found none".formatted(Predict.TABLE, id));
    }
    try (InOrder<Printed> work = new InOrder<>(threads, done -> take(done, file, archived))) {
      for (Optional<TableBatch> next = table.next(); next.isPresent(); next = table.next()) {
        TableBatch batch = next.get();
        work.give(() -> print(scores(batch), file));
      }
      work.finish();
    }
  }

  /// Rows as they stand in the files.
  private record Printed(PredictionsFile.Lines lines, TableBatch archived, long positives) {}

  private Printed print(Scores scores, PredictionsFile file) {
    int version = resolved.production().version();
    ScoredRows archived =
        ScoredRows.of(scores.ids(), scores.probabilities(), scores.threshold(), version);
    return new Printed(file.print(scores), archived.table(), scores.positives());
  }

  private void take(Printed printed, PredictionsFile file, TableWriter archived)
      throws IOException {
    file.append(printed.lines());
    archived.add(printed.archived());
    rows += printed.archived().rows();
    positives += printed.positives();
  }

  private Scores scores(TableBatch batch) {
    StoredModel model = resolved.model();
    try {
      FeatureTable features = model.features(batch.table());
      return new Scores(
          batch.text(id).orElseThrow(),
          model.probabilities(features),
          model.threshold(),
          reasons.of(features));
    } catch (IllegalArgumentException other) {
      throw new UsageException(
          "version %d of %s does not fit this pipeline's columns: %s; train and promote a model for them"
              .formatted(
                  resolved.production().version(),
                  resolved.production().model(),
                  other.getMessage()));
    }
  }

  /// How many rows were scored.
  long rows() {
    return rows;
  }

  /// How many of them are predicted positive.
  long positives() {
    return positives;
  }
}
