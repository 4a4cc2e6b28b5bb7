package io.churnflow.jobs.publishpredictions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.ChosenModel;
import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.Manifest;
import io.churnflow.contracts.Receipt;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.contracts.monitoring.ScoredPart;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Quarantine;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.archive.PredictionArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/// Puts the predictions where the retention team finds them, and where outcomes are held against
/// them later, and notes that the input has been scored. All may be done again.
final class Publication {
  private final RunOptions run;
  private final Path step;
  private final Path table;
  private final FileDigest features;

  /// @param step that has published
  /// @param table what it has scored, by its path in the run folder
  Publication(RunOptions run, Step step, String table) {
    this.run = run;
    this.step = step.target();
    this.table = step.file(table);
    this.features = step.published(table);
  }

  /// Path of the file for the retention team, relative to the shared volume.
  static String relative(RunOptions run) {
    return "predictions/%s/%s/%s"
        .formatted(run.folder().pipeline(), run.folder().name(), PublishPredictions.PREDICTIONS);
  }

  /// @param loaded what load-data reported of the input
  /// @param scored by which versions
  void publish(ChosenModel choice, JsonNode loaded, ScoredPart scored) throws IOException {
    Path file = run.folder().home().resolve(relative(run));
    publishQuarantine(file.resolveSibling(Quarantine.FILE));
    if (!isThere(file)) {
      Durable.replace(file, step.resolve(PublishPredictions.PREDICTIONS));
    }
    String input = inputSha256(loaded);
    archive(choice, input, scored);
    note(choice, input);
  }

  private void archive(ChosenModel choice, String input, ScoredPart scored) throws IOException {
    ScoredBatch batch =
        new ScoredBatch(
            run.folder().name(),
            run.folder().runId(),
            choice.production().model(),
            scored.arms(),
            input,
            Objects.requireNonNull(manifest().files().get(PredictionArchive.ROWS)),
            isTrainedOn() ? features : null,
            scoredAt());
    PredictionArchive.of(run.folder())
        .keep(batch, step.resolve(PredictionArchive.ROWS), Optional.of(table));
  }

  /// When the step was published, whenever this is done again.
  private String scoredAt() {
    Receipt receipt = Json.read(step.resolve("receipt.json"), Receipt.class);
    return Instant.parse(receipt.finished()).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// Whether these customers become training rows once their outcome is known.
  private boolean isTrainedOn() {
    return run.pipeline().training().outcomes() != null;
  }

  private Manifest manifest() {
    return Json.read(step.resolve("manifest.json"), Manifest.class);
  }

  /// First, so that whoever finds the predictions finds it too.
  private void publishQuarantine(Path file) throws IOException {
    if (!Files.exists(step.resolve(Quarantine.FILE))) {
      Files.deleteIfExists(file);
    } else if (!isThere(file)) {
      Durable.replace(file, step.resolve(Quarantine.FILE));
    }
  }

  private boolean isThere(Path file) throws IOException {
    FileDigest published = manifest().files().get(file.getFileName().toString());
    return published != null
        && Files.exists(file)
        && Files.size(file) == published.bytes()
        && Digests.of(file).equals(published);
  }

  private static String inputSha256(JsonNode loaded) {
    String sha256 = loaded.path("input_sha256").asText();
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new DataException(
          "load-data/result.json: input_sha256: expected 64 hex digits, found '%s'"
              .formatted(sha256));
    }
    return sha256;
  }

  /// The first run that scores an input is the one that is noted.
  private void note(ChosenModel choice, String sha256) throws IOException {
    ObjectNode scored = Json.object();
    scored.put("run_id", run.folder().runId());
    scored.put("run_folder", run.folder().name());
    scored.put("predictions", relative(run));
    scored.put("model_version", choice.production().version());
    scored.put("scored_at", scoredAt());
    Path file =
        run.folder()
            .home()
            .resolve("state")
            .resolve(run.folder().pipeline())
            .resolve("scored")
            .resolve(sha256 + ".json");
    Durable.create(file, Json.bytes(scored));
  }
}
