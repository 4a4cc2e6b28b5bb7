package io.churnflow.jobs.detectdrift;

import io.churnflow.contracts.ProductionModel;
import io.churnflow.contracts.Receipt;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.RunHistory;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.archive.DriftEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// What follows when a verdict is published, and may be done again: it takes its place among the
/// pipeline's verdicts, on the shared volume and in MLflow.
final class Aftermath {
  private final RunOptions run;
  private final Path step;
  private final String digest;

  /// @param step the published folder
  /// @param digest of everything that the verdict depends on
  Aftermath(RunOptions run, Path step, String digest) {
    this.run = run;
    this.step = step;
    this.digest = digest;
  }

  /// Adds the verdict's index among the pipeline's to the outcome.
  void follow(Outcome outcome, ProductionModel version) throws IOException {
    Receipt loaded = Json.read(run.folder().resolve("load-data/receipt.json"), Receipt.class);
    byte[] json = Files.readAllBytes(step.resolve(DetectDrift.JSON));
    DriftEntry entry =
        new RunHistory<>(run.folder(), DriftEntry.KIND, DriftEntry.class)
            .add(
                DriftEntry.of(
                    run.folder(),
                    version.version(),
                    VerdictFile.read(json),
                    loaded.finished(),
                    digest));
    outcome.result().put("index", entry.index());
    MonitoringLog.Batch batch =
        new MonitoringLog.Batch(
            entry.index(),
            Instant.parse(loaded.finished()).toEpochMilli(),
            json,
            Files.readAllBytes(step.resolve(DetectDrift.PAGE)));
    new MonitoringLog(run, version, loaded.commit())
        .write(batch)
        .ifPresent(warning -> outcome.result().withArray("warnings").add(warning));
  }
}
