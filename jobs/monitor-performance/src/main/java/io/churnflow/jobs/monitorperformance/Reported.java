package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.monitoring.BatchPerformance;
import io.churnflow.contracts.monitoring.BatchPerformance.State;
import io.churnflow.contracts.monitoring.LabelCounts;
import io.churnflow.contracts.monitoring.Performance;
import io.churnflow.runtime.Result;
import java.util.ArrayList;
import java.util.List;

/// What the task reports, and warns of.
final class Reported {
  private Reported() {}

  /// What of the outcomes somebody should look into: files that contradict each other, and such
  /// that are about others than were scored.
  static List<String> odd(Performance performance) {
    List<LabelCounts> labels =
        performance.batches().stream().map(BatchPerformance::labels).toList();
    long contradicting = labels.stream().mapToLong(LabelCounts::contradicting).sum();
    long unknown =
        labels.stream().mapToLong(LabelCounts::unknownIds).sum() + performance.unknownIds();
    List<String> odd = new ArrayList<>();
    if (contradicting > 0) {
      odd.add(
          "outcomes: expected one of each customer, found %d who are said to have left and to have stayed, and are not measured: remove both files of what was wrong from labels/%s"
              .formatted(contradicting, performance.pipeline()));
    }
    if (unknown + performance.unknownBatches() > 0) {
      odd.add(
          "outcomes: expected those of customers who were scored, found %d of ids that no batch has scored which was due when they came, and %d of batches that are not archived: they are not used"
              .formatted(unknown, performance.unknownBatches()));
    }
    return odd;
  }

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
