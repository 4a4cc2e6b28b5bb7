package io.churnflow.jobs.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.Manifest;
import io.churnflow.contracts.Receipt;
import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Quarantine;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.archive.PredictionArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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
        .formatted(run.folder().pipeline(), run.folder().name(), Predict.PREDICTIONS);
  }

  /// @param loaded what load-data reported of the input
  /// @param scored what scoring reported
  void publish(Resolved resolved, JsonNode loaded, Outcome scored) throws IOException {
    Path file = run.folder().home().resolve(relative(run));
    publishQuarantine(file.resolveSibling(Quarantine.FILE));
    if (!isThere(file)) {
      Durable.replace(file, step.resolve(Predict.PREDICTIONS));
    }
    String input = inputSha256(loaded);
    archive(resolved, input, scored.result());
    note(resolved, input);
  }

  private void archive(Resolved resolved, String input, JsonNode scored) throws IOException {
    List<ScoredArm> arms = new ArrayList<>();
    scored
        .path("arms")
        .forEach(arm ->
            arms.add(Json.parse(Json.bytes(arm), ScoredArm.class, "predict/result.json: arms")));
    ScoredBatch batch =
        new ScoredBatch(
            run.folder().name(),
            run.folder().runId(),
            resolved.production().version().model(),
            arms,
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
  private void note(Resolved resolved, String sha256) throws IOException {
    ObjectNode scored = Json.object();
    scored.put("run_id", run.folder().runId());
    scored.put("run_folder", run.folder().name());
    scored.put("predictions", relative(run));
    scored.put("model_version", resolved.production().version().version());
    scored.put("scored_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
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
