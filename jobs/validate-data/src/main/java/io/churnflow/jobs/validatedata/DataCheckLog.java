package io.churnflow.jobs.validatedata;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.Receipt;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Purpose;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.mlflow.AirflowTags;
import io.churnflow.runtime.mlflow.Artifacts;
import io.churnflow.runtime.mlflow.BestEffort;
import io.churnflow.runtime.mlflow.Experiments;
import io.churnflow.runtime.mlflow.Measurement;
import io.churnflow.runtime.mlflow.Mlflow;
import io.churnflow.runtime.mlflow.NewRun;
import io.churnflow.runtime.mlflow.Tags;
import io.churnflow.runtime.mlflow.TrackedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes what was found of a batch into MLflow: a run of its own, in an experiment of the
/// pipeline's data checks, which nothing else writes to.
///
/// A batch is used or refused whether or not MLflow is there.
final class DataCheckLog {
  /// No pipeline's name has a hyphen, so that no pipeline's own experiment is called so.
  private static final String EXPERIMENT = "%s-data-checks";

  private final RunOptions run;
  private final Purpose purpose;
  private final String digest;

  /// @param digest of everything that the checks depend on
  DataCheckLog(RunOptions run, Purpose purpose, String digest) {
    this.run = run;
    this.purpose = purpose;
    this.digest = digest;
  }

  /// Logs the files of a folder, once, where an MLflow server is named.
  ///
  /// @return the warning where they could not be logged
  Optional<String> write(Path folder) throws IOException {
    byte[] json = Files.readAllBytes(folder.resolve(ValidateData.JSON));
    byte[] page = Files.readAllBytes(folder.resolve(ValidateData.PAGE));
    return BestEffort.log(run, mlflow -> log(mlflow, json, page));
  }

  private void log(Mlflow mlflow, byte[] json, byte[] page) {
    Experiments experiments = mlflow.experiments();
    String experiment = experiments.findOrCreate(EXPERIMENT.formatted(run.folder().pipeline()));
    Receipt loaded = Json.read(run.folder().resolve("load-data/receipt.json"), Receipt.class);
    long time = Instant.parse(loaded.finished()).toEpochMilli();
    TrackedRun check = experiments.findOrCreate(experiment, newRun(time, loaded.commit()));
    if (check.isFinished()) {
      return;
    }
    experiments.log(check, measurement(Json.parse(json, JsonNode.class, ValidateData.JSON), time));
    Artifacts artifacts = mlflow.artifacts();
    artifacts.upload(check, ValidateData.JSON, json);
    artifacts.upload(check, ValidateData.PAGE, page);
    experiments.finish(check, Instant.now().toEpochMilli());
  }

  private NewRun newRun(long time, String commit) {
    String key =
        "%s/%s/validate-data@%s"
            .formatted(run.folder().pipeline(), run.folder().runId(), digest.substring(0, 8));
    return new NewRun(
        key,
        run.folder().relative(run.folder().path()),
        run.folder().runId(),
        time,
        AirflowTags.ofThisTask(run, commit));
  }

  private Measurement measurement(JsonNode found, long time) {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("rows", found.path("rows").asDouble());
    metrics.put("put_aside", found.path("put_aside").asDouble());
    metrics.put("errors", broken(found, "error"));
    metrics.put("warnings", broken(found, "warning"));
    return new Measurement(
        time,
        metrics,
        Map.of("purpose", purpose.toString()),
        Map.of(Tags.VERDICT, found.path("verdict").asText()));
  }

  private static double broken(JsonNode found, String severity) {
    double count = 0;
    for (JsonNode check : found.path("checks")) {
      boolean breaks = !check.path("holds").asBoolean();
      count += breaks && check.path("severity").asText().equals(severity) ? 1 : 0;
    }
    return count;
  }
}
