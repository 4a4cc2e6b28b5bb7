package io.churnflow.jobs.addoutcomes;

import io.churnflow.contracts.AddedOutcomes;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.contracts.pipeline.OutcomeWindow;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableReader;
import io.churnflow.runtime.archive.KnownOutcomes;
import io.churnflow.runtime.archive.LabelBook;
import io.churnflow.runtime.archive.LabelStore;
import io.churnflow.runtime.archive.PredictionArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts the rows of past batches before those of the input: the newest batch first, so that of a
/// customer who stands in several the newest row is the one that counts.
///
/// @param run the task's run
/// @param pipeline the pipeline file
/// @param known what may be used
record Adding(RunOptions run, Pipeline pipeline, KnownOutcomes known) {

  /// @param input the training's own table
  /// @param window which batches; where it asks for none of the input's rows, they are used too if
  ///   the others are too few
  /// @param file a new one
  AddedOutcomes add(Path input, OutcomeWindow window, Path file) throws IOException {
    try (TableReader table = TableReader.open(input);
        TrainingRows rows = TrainingRows.create(file, table, pipeline.contract())) {
      List<AddedOutcomes.Batch> batches = batches(window.mostBatches(), rows);
      long outcomeRows = rows.rows();
      boolean used = window.input() || !suffice(rows);
      long replaced = used ? addAll(table, rows) : 0;
      rows.finish();
      return new AddedOutcomes(
          known.asOf(),
          known.sha256(),
          rows.rows(),
          rows.rows() - outcomeRows,
          outcomeRows,
          replaced + batches.stream().mapToLong(AddedOutcomes.Batch::replaced).sum(),
          batches.stream().mapToLong(AddedOutcomes.Batch::unknown).sum(),
          batches);
    }
  }

  /// From the newest on, until so many are told of: what is known of newer ones is used beside.
  private List<AddedOutcomes.Batch> batches(int most, TrainingRows rows) throws IOException {
    PastCustomers customers =
        new PastCustomers(PredictionArchive.of(run.folder()), book(), pipeline.contract());
    List<AddedOutcomes.Batch> batches = new ArrayList<>();
    int left = most;
    for (ScoredBatch batch : known.batches()) {
      if (left == 0) {
        break;
      }
      AddedOutcomes.Batch taken = customers.take(batch, rows);
      if (taken.leftOut() != null) {
        run.messages()
            .warn("batch %s is not trained on: %s".formatted(taken.batch(), taken.leftOut()));
      }
      batches.add(taken);
      left -= taken.isTold() ? 1 : 0;
    }
    return batches;
  }

  private LabelBook book() {
    LabelStore store = LabelStore.of(run.folder());
    LabelBook book = new LabelBook(known.batches(), pipeline.monitoring().labels().dueDays());
    known.labels().forEach(file -> store.read(file).labels().forEach(book::add));
    return book;
  }

  private boolean suffice(TrainingRows rows) {
    boolean enough = rows.suffice();
    if (!enough) {
      run.messages()
          .warn(
              "known outcomes: expected at least %d rows (contract.minimum_rows.training) of customers who have left and who have stayed, found %d rows: those of the input are used as well"
                  .formatted(pipeline.contract().minimumRows().training(), rows.rows()));
    }
    return enough;
  }

  /// @return how many rows were left out
  private static long addAll(TableReader table, TrainingRows rows) throws IOException {
    long left = 0;
    for (Optional<TableBatch> next = table.next(); next.isPresent(); next = table.next()) {
      left += next.get().rows() - rows.addOthers(next.get());
    }
    return left;
  }
}
