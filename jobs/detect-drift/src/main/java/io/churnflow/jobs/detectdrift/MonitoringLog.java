package io.churnflow.jobs.detectdrift;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.ProductionModel;
import io.churnflow.runtime.Json;
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
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Writes verdicts into MLflow: an experiment of the pipeline's monitoring with a run for each
/// version of the model, whose metrics are series over the batches. Nothing else writes to these
/// runs.
final class MonitoringLog {
  private final RunOptions run;
  private final ProductionModel version;
  private final String commit;

  MonitoringLog(RunOptions run, ProductionModel version, String commit) {
    this.run = run;
    this.version = version;
    this.commit = commit;
  }

  /// A batch's verdict.
  ///
  /// @param index its place in the series
  /// @param millis when the batch was read
  /// @param json the verdict
  /// @param page the report, HTML
  @SuppressWarnings("ArrayRecordComponent") // whole files, read once and handed on
  record Batch(long index, long millis, byte[] json, byte[] page) {}

  /// Logs a batch; the same again changes nothing.
  ///
  /// @return the warning where it could not be logged
  Optional<String> write(Batch batch) {
    return BestEffort.log(run, mlflow -> log(mlflow, batch));
  }

  private void log(Mlflow mlflow, Batch batch) {
    Experiments experiments = mlflow.experiments();
    String experiment = experiments.findOrCreate(Experiments.monitoring(run.folder().pipeline()));
    TrackedRun series = experiments.findOrCreate(experiment, newRun(batch));
    JsonNode found = Json.parse(batch.json(), JsonNode.class, DetectDrift.JSON);
    experiments.log(
        series,
        new Measurement(
            batch.millis(),
            batch.index(),
            DriftMetrics.of(found),
            Map.of("model_version", Integer.toString(version.version())),
            Map.of(Tags.VERDICT, found.path("verdict").asText())));
    Artifacts artifacts = mlflow.artifacts();
    String folder = "batches/%08d/".formatted(batch.index());
    artifacts.upload(series, folder + DetectDrift.JSON, batch.json());
    artifacts.upload(series, folder + DetectDrift.PAGE, batch.page());
    experiments.finish(series, Instant.now().toEpochMilli());
  }

  private NewRun newRun(Batch batch) {
    String key =
        "%s/monitoring/%d@%s"
            .formatted(version.model(), version.version(), version.modelSha256().substring(0, 8));
    return new NewRun(
        key,
        "monitoring/" + version.model(),
        "version " + version.version(),
        batch.millis(),
        AirflowTags.ofThisTask(run, commit));
  }
}
