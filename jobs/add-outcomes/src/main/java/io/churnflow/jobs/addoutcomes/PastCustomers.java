package io.churnflow.jobs.addoutcomes;

import io.churnflow.contracts.AddedOutcomes;
import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.runtime.ColumnLayout;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableReader;
import io.churnflow.runtime.Utf8Texts;
import io.churnflow.runtime.archive.Fate;
import io.churnflow.runtime.archive.LabelBook;
import io.churnflow.runtime.archive.PredictionArchive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The customers of past batches as training rows. Batches are to be taken from the newest on, as
/// [LabelBook] has it.
///
/// @param archive where the batches are
/// @param book what has become of their customers
/// @param contract names id and target
record PastCustomers(PredictionArchive archive, LabelBook book, Contract contract) {

  /// Takes those of one batch.
  ///
  /// @throws DataException where its files are not those that were kept
  AddedOutcomes.Batch take(ScoredBatch batch, TrainingRows rows) throws IOException {
    LabelBook.Opened outcomes = book.open(batch);
    Optional<TableReader> kept = archive.features(batch);
    if (kept.isEmpty()) {
      return withoutRows(batch, outcomes, "it was scored before features were kept");
    }
    try (TableReader features = kept.get()) {
      Optional<String> misfit = misfit(rows.layout(), features.layout());
      return misfit.isPresent()
          ? withoutRows(batch, outcomes, misfit.get())
          : take(batch, outcomes, features, rows);
    }
  }

  private AddedOutcomes.Batch take(
      ScoredBatch batch, LabelBook.Opened outcomes, TableReader features, TrainingRows rows)
      throws IOException {
    long known = 0;
    long all = 0;
    long taken = 0;
    for (Optional<TableBatch> next = features.next(); next.isPresent(); next = features.next()) {
      TableBatch labelled = labelled(next.get(), outcomes);
      all += next.get().rows();
      known += labelled.rows();
      taken += rows.add(labelled);
    }
    return new AddedOutcomes.Batch(
        batch.batch(), batch.scoredAt(), taken, known - taken, all - known, null);
  }

  /// The rows whose outcome is known, with it.
  private TableBatch labelled(TableBatch batch, LabelBook.Opened outcomes) {
    Utf8Texts ids = TrainingRows.ids(batch, contract);
    int[] known = new int[batch.rows()];
    int[] labels = new int[batch.rows()];
    int size = 0;
    for (int row = 0; row < batch.rows(); row++) {
      Fate fate = outcomes.of(ids.text(row));
      if (fate.isKnown()) {
        labels[size] = fate.hasLeft() ? 1 : 0;
        known[size++] = row;
      }
    }
    TableBatch selected = batch.select(Arrays.copyOf(known, size));
    Target target = contract.target();
    List<Column> columns = new ArrayList<>(selected.table().columns());
    columns.removeIf(column -> column.name().equals(target.column()));
    columns.add(
        new CategoryColumn(
            target.column(),
            Arrays.copyOf(labels, size),
            List.of(target.negative(), target.positive())));
    return new TableBatch(new Table(columns, size), selected.texts());
  }

  /// Outcomes that are about this batch must not go to an older one, though nothing of it is used.
  private AddedOutcomes.Batch withoutRows(
      ScoredBatch batch, LabelBook.Opened outcomes, String reason) throws IOException {
    archive.read(
        batch,
        scored -> {
          for (int row = 0; row < scored.size(); row++) {
            Fate unused = outcomes.of(scored.ids().text(row));
          }
        });
    return new AddedOutcomes.Batch(batch.batch(), batch.scoredAt(), 0, 0, 0, reason);
  }

  /// What the training's columns, besides the target, are not in the batch's.
  private Optional<String> misfit(List<ColumnLayout> asked, List<ColumnLayout> found) {
    return asked.stream()
        .filter(column -> !column.name().equals(contract.target().column()))
        .filter(column -> !found.contains(column))
        .findFirst()
        .map(column ->
            "it was scored under another data contract: expected the column %s as %s"
                .formatted(column.name(), column.kind().name().toLowerCase(Locale.ROOT)));
  }
}
