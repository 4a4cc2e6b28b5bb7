package io.churnflow.runtime.archive;

import io.churnflow.contracts.monitoring.Performance;
import io.churnflow.contracts.monitoring.PerformanceVerdict;
import io.churnflow.runtime.RunFolder;
import io.churnflow.runtime.RunHistory;

/// A verdict on past predictions among those of its pipeline,
/// `state/<pipeline>/performance/<index>.json`, for who acts upon it.
///
/// @param index from 1, in the order in which verdicts were come to
/// @param runId the Airflow run
/// @param runFolder the name of its folder, which holds `monitor-performance/performance.json`
/// @param batch the newest batch
/// @param modelVersion that the verdict is on
/// @param verdict `ok`, `below` or `unknown`
/// @param reason the verdict in a sentence
/// @param worse whether the measured value itself is worse than the bound; where the verdict is
///   `ok` chance may explain it
/// @param asOf what was known then, ISO-8601 in UTC
public record PerformanceEntry(
    long index,
    String runId,
    String runFolder,
    String batch,
    int modelVersion,
    PerformanceVerdict verdict,
    String reason,
    boolean worse,
    String asOf)
    implements RunHistory.Entry<PerformanceEntry> {
  /// The folder of a pipeline's entries.
  public static final String KIND = "performance";

  /// Without a place yet.
  public static PerformanceEntry of(RunFolder run, Performance found) {
    return new PerformanceEntry(
        0,
        run.runId(),
        run.name(),
        found.batches().getFirst().batch(),
        found.modelVersion(),
        found.verdict(),
        found.reason(),
        found.worse(),
        found.asOf());
  }

  @Override
  public PerformanceEntry at(long place) {
    return new PerformanceEntry(
        place, runId, runFolder, batch, modelVersion, verdict, reason, worse, asOf);
  }
}
