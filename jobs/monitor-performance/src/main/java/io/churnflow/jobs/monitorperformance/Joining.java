package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.contracts.pipeline.LabelSource;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.archive.Fate;
import io.churnflow.runtime.archive.LabelBook;
import io.churnflow.runtime.archive.PredictionArchive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Joins batches to their outcomes, one in memory at a time. They are to be asked for from the
/// newest on, as [LabelBook] has it, the older ones last.
final class Joining {
  private final PredictionArchive archive;
  private final LabelBook book;
  private final LabelSource labels;
  private final Consumer<String> warnings;
  private final List<String> unreadable = new ArrayList<>();
  private long olderOutcomes;
  private long withheldOutcomes;

  /// @param book all outcomes
  /// @param labels when they are due and late
  /// @param warnings takes what is damaged
  Joining(
      PredictionArchive archive, LabelBook book, LabelSource labels, Consumer<String> warnings) {
    this.archive = archive;
    this.book = book;
    this.labels = labels;
    this.warnings = warnings;
  }

  /// One that is looked at; nothing where it is damaged, which does not keep the others from being
  /// looked at.
  Optional<JoinedBatch> joined(ScoredBatch batch) throws IOException {
    try {
      return Optional.of(JoinedBatch.of(archive, batch, book, labels.dueDays(), labels.lateDays()));
    } catch (DataException damaged) {
      leaveOut(batch, damaged);
      return Optional.empty();
    }
  }

  /// Counts the outcomes of batches that are older than those looked at: their customers are not
  /// unknown ones. Rows are only read while there are outcomes that say of no batch.
  void older(List<ScoredBatch> batches) throws IOException {
    for (ScoredBatch batch : batches) {
      LabelBook.Opened outcomes = book.open(batch);
      try {
        if (book.untaken() > 0) {
          take(batch, outcomes);
        }
        olderOutcomes += outcomes.said();
      } catch (DataException damaged) {
        leaveOut(batch, damaged);
      }
    }
  }

  private void take(ScoredBatch batch, LabelBook.Opened outcomes) throws IOException {
    archive.read(
        batch,
        scored -> {
          for (int row = 0; row < scored.size(); row++) {
            Fate unused = outcomes.of(scored.ids().text(row));
          }
        });
  }

  /// Whom a damaged batch has scored is not known, so that any outcome without a batch that had not
  /// come before it was due may be about it.
  private void leaveOut(ScoredBatch batch, DataException damaged) {
    unreadable.add(batch.batch());
    long withheld = book.open(batch).giveUp();
    withheldOutcomes += withheld;
    warnings.accept(
        "batch left out: %s; outcomes that are or may be about it, and are not used: %d"
            .formatted(damaged.getMessage(), withheld));
  }

  /// Names of the damaged ones.
  List<String> unreadable() {
    return List.copyOf(unreadable);
  }

  /// How many outcomes are not used since they are, or may be, about a damaged batch.
  long withheldOutcomes() {
    return withheldOutcomes;
  }

  /// How many outcomes are about older batches.
  long olderOutcomes() {
    return olderOutcomes;
  }
}
