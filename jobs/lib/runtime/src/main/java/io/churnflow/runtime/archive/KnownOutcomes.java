package io.churnflow.runtime.archive;

import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
  public static KnownOutcomes chosen(RunOptions run) throws IOException {
    Path file = run.folder().resolve(FILE);
    if (!Files.exists(file)) {
      String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      Durable.create(file, Json.bytes(of(run, now)));
    }
    return Json.read(file, KnownOutcomes.class);
  }

  /// What could be known at a moment.
  private static KnownOutcomes of(RunOptions run, String moment) throws IOException {
    DueDate date = new DueDate(run.pipeline().monitoring().labels().dueDays(), moment);
    List<ScoredBatch> due =
        PredictionArchive.of(run.folder()).batches(run.messages()::warn).stream()
            .filter(batch -> !date.isAwaited(batch))
            .toList();
    LabelStore labels = LabelStore.of(run.folder());
    return new KnownOutcomes(moment, due, labels.receivedBy(moment, run.messages()::warn));
  }

  /// The digest of what the run may use; empty where its pipeline trains on no outcomes.
  public static String digest(RunOptions run) throws IOException {
    return run.pipeline().training().outcomes() == null ? "" : chosen(run).sha256();
  }

  /// SHA-256 of batches and outcomes, whenever they were chosen.
  public String sha256() {
    return Digests.sha256(Json.line(List.of(batches, labels)));
  }
}
