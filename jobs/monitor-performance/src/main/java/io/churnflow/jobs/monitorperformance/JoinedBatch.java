package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.monitoring.LabelCounts;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.archive.Days;
import io.churnflow.runtime.archive.Fate;
import io.churnflow.runtime.archive.LabelBook;
import io.churnflow.runtime.archive.PredictionArchive;
import io.churnflow.runtime.archive.ScoredRows;
import java.io.IOException;
import java.util.List;

/// A batch's probabilities, joined to what has become of its customers.
final class JoinedBatch {
  private final ScoredBatch batch;
  private final LabelBook.Opened book;
  private final double dueDay;
  private final double lateDay;
  private final List<ArmRows.Builder> builders;
  private List<ArmRows> arms = List.of();
  private long customers;
  private long labelled;
  private long positives;
  private long contradicting;
  private long late;
  private long early;
  private long duplicates;

  private JoinedBatch(ScoredBatch batch, LabelBook.Opened book, int dueDays, int lateDays) {
    this.batch = batch;
    this.book = book;
    this.dueDay = Days.of(batch.scoredAt()) + dueDays;
    this.lateDay = Days.of(batch.scoredAt()) + lateDays;
    this.builders = batch.arms().stream().map(ArmRows.Builder::new).toList();
  }

  /// @param dueDays days after scoring until outcomes are known
  /// @param lateDays an outcome that comes more days than this after scoring is late
  /// @throws DataException where the rows are not those that were kept
  static JoinedBatch of(
      PredictionArchive archive, ScoredBatch batch, LabelBook book, int dueDays, int lateDays)
      throws IOException {
    JoinedBatch joined = new JoinedBatch(batch, book.open(batch), dueDays, lateDays);
    archive.read(batch, joined::add);
    joined.arms = joined.builders.stream().map(ArmRows.Builder::build).toList();
    return joined;
  }

  private void add(ScoredRows scored) {
    for (int row = 0; row < scored.size(); row++) {
      ArmRows.Builder arm = builders.get(scored.arms()[row]);
      arm.add(scored.probabilities()[row]);
      String id = scored.ids().text(row);
      Fate fate = book.of(id);
      if (arm.arm().decides()) {
        count(fate);
      }
      if (fate.isKnown()) {
        arm.label(fate.hasLeft());
      }
    }
  }

  /// Counts a customer once, however many arms have scored him.
  private void count(Fate fate) {
    customers++;
    if (fate.said() == 0) {
      return;
    }
    duplicates += fate.duplicates();
    late += fate.firstDay() > lateDay ? 1 : 0;
    early += fate.firstDay() < dueDay ? 1 : 0;
    contradicting += fate.isContradicting() ? 1 : 0;
    if (fate.isKnown()) {
      labelled++;
      positives += fate.hasLeft() ? 1 : 0;
    }
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
        customers - labelled - contradicting,
        contradicting,
        late,
        early,
        duplicates,
        book.unknownIds());
  }

  /// Each arm's rows, production's first.
  List<ArmRows> arms() {
    return arms;
  }

  ArmRows production() {
    return arms.getFirst();
  }
}
