package io.churnflow.runtime.archive;

import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// The past predictions and outcomes that a training may use: chosen once and kept in its folder,
/// so that each of its tries, and whoever does it again, uses the same.
///
/// @param asOf what is known up to here, ISO-8601 in UTC
/// @param batches all that are due, the one scored last first
/// @param labels the files of outcomes, the first first
public record KnownOutcomes(
    String asOf, List<ScoredBatch> batches, List<LabelStore.Received> labels) {
  /// Its file in the run folder.
  public static final String FILE = "known-outcomes.json";

  public KnownOutcomes {
    batches = List.copyOf(batches);
    labels = List.copyOf(labels);
  }

  /// What the run may use; chosen now where no earlier try or task has.
  ///
  /// @throws DataException where a batch or a file of outcomes is damaged: outcomes would be taken
  ///   for other batches'
  public static KnownOutcomes chosen(RunOptions run) throws IOException {
    Path file = run.folder().resolve(FILE);
    if (!Files.exists(file)) {
      String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      Durable.create(file, Json.bytes(of(run, now)));
    }
    return Json.read(file, KnownOutcomes.class);
  }

  /// What can be known at a moment.
  private static KnownOutcomes of(RunOptions run, String moment) throws IOException {
    List<String> damaged = new ArrayList<>();
    List<ScoredBatch> batches = PredictionArchive.of(run.folder()).batches(damaged::add).whole();
    List<LabelStore.Received> labels = LabelStore.of(run.folder()).receivedBy(moment, damaged::add);
    if (!damaged.isEmpty()) {
      throw new DataException(
          "past predictions and outcomes: expected all of them whole, since a model would learn wrong labels, found: "
              + String.join("; ", damaged));
    }
    DueDate date = new DueDate(run.pipeline().monitoring().labels().dueDays(), moment);
    List<ScoredBatch> due = batches.stream().filter(batch -> !date.isAwaited(batch)).toList();
    return new KnownOutcomes(moment, due, labels);
  }

  /// The digest of what the run may use; empty where its pipeline trains on no outcomes.
  ///
  /// @throws DataException as [#chosen] does
  public static String digest(RunOptions run) throws IOException {
    return run.pipeline().training().outcomes() == null ? "" : chosen(run).sha256();
  }

  /// SHA-256 of batches and outcomes, whenever they were chosen.
  public String sha256() {
    return Digests.sha256(Json.line(List.of(batches, labels)));
  }
}
