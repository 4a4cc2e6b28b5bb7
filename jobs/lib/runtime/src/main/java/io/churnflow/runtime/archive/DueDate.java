package io.churnflow.runtime.archive;

import io.churnflow.contracts.monitoring.ScoredBatch;
import java.util.List;

/// Whether the outcomes of a batch can be known yet.
///
/// @param days after scoring until outcomes are known, at least 0
/// @param asOf what is known up to here, ISO-8601 in UTC
public record DueDate(int days, String asOf) {
  /// Whether its outcomes are waited for still, which is neither bad nor missing.
  public boolean isAwaited(ScoredBatch batch) {
    return Days.of(batch.scoredAt()) + days > Days.of(asOf);
  }

  /// How many batches are awaited and the newest `most` of those that are due, together: where
  /// there is a batch a day and outcomes take a month, the newest thirty are never due.
  ///
  /// @param archived the newest first
  public int awaitedAndDue(List<ScoredBatch> archived, int most) {
    long awaited = archived.stream().filter(this::isAwaited).count();
    return (int) Math.min(archived.size(), awaited + most);
  }
}
