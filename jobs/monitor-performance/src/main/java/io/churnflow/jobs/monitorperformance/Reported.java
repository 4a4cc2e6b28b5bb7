package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.monitoring.BatchPerformance;
import io.churnflow.contracts.monitoring.BatchPerformance.State;
import io.churnflow.contracts.monitoring.Performance;
import io.churnflow.runtime.Result;

/// What the task reports.
final class Reported {
  private Reported() {}

  static Result of(Performance performance) {
    long labelled =
        performance.batches().stream().mapToLong(batch -> batch.labels().labelled()).sum();
    BatchPerformance newest = performance.batches().getFirst();
    return Result.rows(labelled)
        .with("verdict", performance.verdict())
        .with("reason", performance.reason())
        .with("batch", newest.batch())
        .with("model_version", newest.version())
        .with("batches", performance.batches().size())
        .with(
            "measured",
            performance.batches().stream().filter(batch -> batch.state() == State.MEASURED).count())
        .with("unreadable", performance.unreadable().size());
  }
}
