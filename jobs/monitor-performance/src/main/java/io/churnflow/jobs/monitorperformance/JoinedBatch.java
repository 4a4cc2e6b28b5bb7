package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.monitoring.LabelCounts;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.learning.evaluation.Predictions;
import io.churnflow.runtime.archive.PredictionArchive;
import io.churnflow.runtime.archive.ScoredRows;
import java.io.IOException;
import java.util.Arrays;

/// A batch's probabilities, joined to what has become of its customers.
final class JoinedBatch {
  private final ScoredBatch batch;
  private final LabelBook.Opened book;
  private final double dueDay;
  private final double lateDay;
  private final double[] probabilities;
  private final double[] known;
  private final byte[] labels;
  private int rows;
  private int labelled;
  private long positives;
  private long contradicting;
  private long late;
  private long early;
  private long duplicates;

  private JoinedBatch(ScoredBatch batch, LabelBook.Opened book, int dueDays, int lateDays) {
    int size = Math.toIntExact(batch.count());
    this.batch = batch;
    this.book = book;
    this.dueDay = Days.of(batch.scoredAt()) + dueDays;
    this.lateDay = Days.of(batch.scoredAt()) + lateDays;
    this.probabilities = new double[size];
    this.known = new double[size];
    this.labels = new byte[size];
  }

  /// @param dueDays days after scoring until outcomes are known
  /// @param lateDays an outcome that comes more days than this after scoring is late
  static JoinedBatch of(
      PredictionArchive archive, ScoredBatch batch, LabelBook book, int dueDays, int lateDays)
      throws IOException {
    JoinedBatch joined = new JoinedBatch(batch, book.open(batch), dueDays, lateDays);
    archive.read(batch, joined::add);
    return joined;
  }

  private void add(ScoredRows scored) {
    for (int row = 0; row < scored.size(); row++) {
      double probability = scored.probabilities()[row];
      probabilities[rows++] = probability;
      String id = scored.ids().text(row);
      if (id != null) {
        take(book.of(id), probability);
      }
    }
  }

  private void take(Fate fate, double probability) {
    if (fate.said() == 0) {
      return;
    }
    duplicates += fate.duplicates();
    late += fate.firstDay() > lateDay ? 1 : 0;
    early += fate.firstDay() < dueDay ? 1 : 0;
    if (fate.isContradicting()) {
      contradicting++;
      return;
    }
    known[labelled] = probability;
    labels[labelled++] = (byte) (fate.hasLeft() ? 1 : 0);
    positives += fate.hasLeft() ? 1 : 0;
  }

  ScoredBatch batch() {
    return batch;
  }

  /// Whether outcomes could be known by then.
  ///
  /// @param day since 1970
  boolean isDue(double day) {
    return day >= dueDay;
  }

  LabelCounts counts() {
    return new LabelCounts(
        labelled,
        positives,
        rows - labelled - contradicting,
        contradicting,
        late,
        early,
        duplicates,
        book.unknownIds());
  }

  /// Of all its customers.
  Predictions all() {
    return new Predictions(probabilities, batch.threshold());
  }

  /// Of those whose outcome is known.
  LabelledRows labelled() {
    return new LabelledRows(
        Arrays.copyOf(known, labelled), Arrays.copyOf(labels, labelled), batch.threshold());
  }
}
