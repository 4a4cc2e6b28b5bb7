package io.churnflow.jobs.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.Manifest;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Quarantine;
import io.churnflow.runtime.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Puts the predictions where the retention team finds them, and notes that the input has been
/// scored. Both may be done again.
final class Publication {
  private final RunOptions run;
  private final Path step;

  /// @param step the published folder
  Publication(RunOptions run, Path step) {
    this.run = run;
    this.step = step;
  }

  /// Path of the file for the retention team, relative to the shared volume.
  static String relative(RunOptions run) {
    return "predictions/%s/%s/%s"
        .formatted(run.folder().pipeline(), run.folder().name(), Predict.PREDICTIONS);
  }

  /// @param loaded what load-data reported of the input
  void publish(Resolved resolved, JsonNode loaded) throws IOException {
    Path file = run.folder().home().resolve(relative(run));
    publishQuarantine(file.resolveSibling(Quarantine.FILE));
    if (!isThere(file)) {
      Durable.replace(file, step.resolve(Predict.PREDICTIONS));
    }
    note(resolved, loaded.path("input_sha256").asText());
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
    FileDigest published =
        Json.read(step.resolve("manifest.json"), Manifest.class)
            .files()
            .get(file.getFileName().toString());
    return published != null
        && Files.exists(file)
        && Files.size(file) == published.bytes()
        && Digests.of(file).equals(published);
  }

  /// The first run that scores an input is the one that is noted.
  private void note(Resolved resolved, String sha256) throws IOException {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new DataException(
          "load-data/result.json: input_sha256: expected 64 hex digits, found '%s'"
              .formatted(sha256));
    }
    ObjectNode scored = Json.object();
    scored.put("run_id", run.folder().runId());
    scored.put("run_folder", run.folder().name());
    scored.put("predictions", relative(run));
    scored.put("model_version", resolved.production().version());
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
