package io.churnflow.jobs.predict;

import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.learning.FeatureTable;
import io.churnflow.runtime.ColumnLayout;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.InOrder;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableReader;
import io.churnflow.runtime.TableWriter;
import io.churnflow.runtime.UsageException;
import io.churnflow.runtime.Utf8Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Scores a table file into a predictions file and into the rows that are archived. Batches are
/// read, scored and printed, and written side by side, in the table's order: memory holds a few of
/// them, however long the table is.
final class Scoring {
  private final List<Arm> arms;
  private final List<Reasons> reasons;
  private final Dealing dealing;
  private final String id;
  private final long[] rows;
  private final long[] positives;

  /// @param arms that score, production first
  /// @param reasons of each arm; in the shadow of production alone
  /// @param dealing of customers to arms; a trivial one leaves the others in the shadow
  /// @param id the id column's name
  Scoring(List<Arm> arms, List<Reasons> reasons, Dealing dealing, String id) {
    this.arms = arms;
    this.reasons = reasons;
    this.dealing = dealing;
    this.id = id;
    this.rows = new long[arms.size()];
    this.positives = new long[arms.size()];
  }

  /// @throws UsageException where the table lacks a column that production takes
  /// @throws DataException where it lacks the id
  void score(TableReader table, PredictionsFile file, TableWriter archived, int threads)
      throws IOException {
    if (!table.layout().contains(new ColumnLayout(id, ColumnLayout.Kind.TEXT))) {
      throw new DataException(
          "the table to score: expected the id column %s, found none".formatted(id));
    }
    try (InOrder<Printed> work = new InOrder<>(threads, done -> take(done, file, archived))) {
      for (Optional<TableBatch> next = table.next(); next.isPresent(); next = table.next()) {
        TableBatch batch = next.get();
        work.give(() -> print(batch, file));
      }
      work.finish();
    }
  }

  /// Rows as they stand in the files.
  ///
  /// @param scores of each arm's own rows
  private record Printed(
      PredictionsFile.Lines lines, List<TableBatch> archived, List<Scores> scores) {}

  private Printed print(TableBatch batch, PredictionsFile file) {
    Utf8Texts ids = batch.text(id).orElseThrow();
    int[] dealt = dealing.arms(ids);
    List<Scores> scores = new ArrayList<>();
    for (int arm = 0; arm < arms.size(); arm++) {
      scores.add(scores(arm, batch, dealt));
    }
    DealtScores deciding = DealtScores.of(ids, dealt, scores);
    List<TableBatch> archived = new ArrayList<>(List.of(deciding.rows().table()));
    if (dealing.isTrivial()) {
      for (int arm = 1; arm < arms.size(); arm++) {
        archived.add(scores.get(arm).shadow(ids, arm).table());
      }
    }
    return new Printed(file.print(deciding), archived, scores);
  }

  private void take(Printed printed, PredictionsFile file, TableWriter archived)
      throws IOException {
    file.append(printed.lines());
    for (TableBatch batch : printed.archived()) {
      archived.add(batch);
    }
    for (int arm = 0; arm < arms.size(); arm++) {
      rows[arm] += printed.scores().get(arm).probabilities().length;
      positives[arm] += printed.scores().get(arm).positives();
    }
  }

  /// Of the arm's own rows: those that are dealt to it, or all.
  private Scores scores(int arm, TableBatch batch, int[] dealt) {
    Arm scoring = arms.get(arm);
    try {
      FeatureTable features = scoring.model().features(batch.table());
      if (!dealing.isTrivial()) {
        features = features.select(own(arm, dealt));
      }
      return new Scores(
          scoring.model().probabilities(features),
          scoring.model().threshold(),
          reasons.get(arm).of(features));
    } catch (IllegalArgumentException other) {
      throw new UsageException(
          "version %d of %s does not fit this pipeline's columns: %s; train and promote a model for them"
              .formatted(
                  scoring.version().version(), scoring.version().model(), other.getMessage()));
    }
  }

  private static int[] own(int arm, int[] dealt) {
    return IntStream.range(0, dealt.length).filter(row -> dealt[row] == arm).toArray();
  }

  /// What each arm has scored.
  List<ScoredArm> scored() {
    return IntStream.range(0, arms.size()).mapToObj(this::scored).toList();
  }

  private ScoredArm scored(int place) {
    Arm arm = arms.get(place);
    return new ScoredArm(
        arm.name(),
        arm.version().version(),
        arm.version().modelSha256(),
        arm.model().threshold(),
        rows[place],
        positives[place],
        place == 0 || !dealing.isTrivial());
  }
}
