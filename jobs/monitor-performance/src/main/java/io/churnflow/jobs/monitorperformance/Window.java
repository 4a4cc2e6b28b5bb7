package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.contracts.pipeline.Monitoring;
import io.churnflow.runtime.archive.DueDate;
import java.util.List;

/// Which batches are looked at: all that are awaited still, and the newest of those that are due.
///
/// @param looked the newest first, at least one
/// @param older the rest, all due, the newest first
record Window(List<ScoredBatch> looked, List<ScoredBatch> older) {
  Window {
    looked = List.copyOf(looked);
    older = List.copyOf(older);
  }

  /// @param archived every batch, the newest first; at least one
  /// @param asOf what is known up to here, ISO-8601 in UTC
  static Window of(List<ScoredBatch> archived, Monitoring monitoring, String asOf) {
    DueDate due = new DueDate(monitoring.labels().dueDays(), asOf);
    int size = due.awaitedAndDue(archived, monitoring.batches());
    return new Window(archived.subList(0, size), archived.subList(size, archived.size()));
  }
}
