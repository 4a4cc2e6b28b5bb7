package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.Receipt;
import io.churnflow.contracts.monitoring.ArmPerformance;
import io.churnflow.contracts.monitoring.BatchPerformance;
import io.churnflow.contracts.monitoring.Performance;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Markdown;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.Step;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes what was measured into MLflow: a run of its own, whose metrics are series with a point a
/// batch, at the moment when that was scored.
///
/// @param run the task's run
/// @param step the published step
/// @param performance what it has found
record PerformanceLog(RunOptions run, Step step, Performance performance) {
  /// Logs once; a try after one that could not log logs then.
  ///
  /// @return the warning where it could not be logged
  Optional<String> write() throws IOException {
    byte[] json = Files.readAllBytes(step.target().resolve(MonitorPerformance.JSON));
    byte[] page = Files.readAllBytes(step.target().resolve(MonitorPerformance.PAGE));
    return BestEffort.log(run, mlflow -> log(mlflow, json, page));
  }

  private void log(Mlflow mlflow, byte[] json, byte[] page) {
    Experiments experiments = mlflow.experiments();
    String experiment = experiments.findOrCreate(Experiments.monitoring(run.folder().pipeline()));
    TrackedRun tracked = experiments.findOrCreate(experiment, newRun());
    if (tracked.isFinished()) {
      return;
    }
    List<BatchPerformance> batches = performance.batches().reversed();
    for (int place = 0; place < batches.size(); place++) {
      experiments.log(tracked, point(batches.get(place), place));
    }
    experiments.log(tracked, said());
    Artifacts artifacts = mlflow.artifacts();
    artifacts.upload(tracked, MonitorPerformance.JSON, json);
    artifacts.upload(tracked, MonitorPerformance.PAGE, page);
    experiments.finish(tracked, Instant.now().toEpochMilli());
  }

  private NewRun newRun() {
    Receipt receipt = Json.read(step.target().resolve("receipt.json"), Receipt.class);
    String id = run.folder().runId();
    String key =
        "%s/%s/monitor-performance@%s"
            .formatted(run.folder().pipeline(), id, step.digest().substring(0, 8));
    return new NewRun(
        key,
        run.folder().relative(step.target()),
        "performance of " + id,
        Instant.parse(performance.asOf()).toEpochMilli(),
        AirflowTags.ofThisTask(run, receipt.commit()));
  }

  private static Measurement point(BatchPerformance batch, int place) {
    Map<String, Double> metrics = new TreeMap<>();
    put(metrics, "realised_", batch.realised());
    put(metrics, "estimated_", batch.estimated());
    metrics.put("labelled", (double) batch.labels().labelled());
    metrics.put("missing", (double) batch.labels().missing());
    metrics.put("late", (double) batch.labels().late());
    metrics.put("contradicting", (double) batch.labels().contradicting());
    metrics.put("model_version", (double) batch.version());
    for (ArmPerformance arm : batch.arms()) {
      put(metrics, "arm_%s_realised_".formatted(arm.arm()), arm.realised());
      metrics.put("arm_%s_version".formatted(arm.arm()), (double) arm.version());
    }
    long at = Instant.parse(batch.scoredAt()).toEpochMilli();
    return new Measurement(at, place, metrics, Map.of(), Map.of());
  }

  private static void put(
      Map<String, Double> metrics, String kind, Map<String, Estimate> estimates) {
    estimates.forEach((name, estimate) -> {
      metrics.put(kind + name, estimate.value());
      metrics.put(kind + name + "_low", estimate.low());
      metrics.put(kind + name + "_high", estimate.high());
    });
  }

  private Measurement said() {
    Map<String, String> tags = new TreeMap<>();
    tags.put(Tags.VERDICT, performance.verdict().word());
    tags.put(
        "mlflow.note.content",
        "%s. The whole for a reader: artifact `performance.html`.\n"
            .formatted(Markdown.escaped(performance.reason())));
    return new Measurement(
        Instant.parse(performance.asOf()).toEpochMilli(), Map.of(), Map.of(), tags);
  }
}
