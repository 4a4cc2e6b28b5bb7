package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.monitoring.Performance;
import io.churnflow.contracts.monitoring.PerformanceVerdict;
import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The pipeline's last verdict, `state/<pipeline>/performance.json`, for who acts upon it.
///
/// @param run the run whose verdict it may become
record LastVerdict(RunFolder run) {

  /// @param runId the Airflow run
  /// @param runFolder the name of its folder, which holds `monitor-performance/performance.json`
  /// @param batch the newest batch
  /// @param modelVersion that the verdict is on
  /// @param verdict `ok`, `below` or `unknown`
  /// @param reason the verdict in a sentence
  /// @param asOf what was known then, ISO-8601 in UTC
  record Entry(
      String runId,
      String runFolder,
      String batch,
      int modelVersion,
      PerformanceVerdict verdict,
      String reason,
      String asOf) {}

  /// Puts the verdict in place of an earlier one; a later one stays where a former run is repeated.
  void put(Performance found) throws IOException {
    Entry entry =
        new Entry(
            run.runId(),
            run.name(),
            found.batches().getFirst().batch(),
            found.modelVersion(),
            found.verdict(),
            found.reason(),
            found.asOf());
    Path file = run.home().resolve("state").resolve(run.pipeline()).resolve("performance.json");
    if (!Files.exists(file) || mayReplace(Json.read(file, Entry.class), entry)) {
      Durable.replace(file, Json.bytes(entry));
    }
  }

  private static boolean mayReplace(Entry there, Entry entry) {
    return there.asOf().compareTo(entry.asOf()) <= 0 && !there.equals(entry);
  }
}
