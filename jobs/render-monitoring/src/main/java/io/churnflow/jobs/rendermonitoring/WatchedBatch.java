package io.churnflow.jobs.rendermonitoring;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.monitoring.ArmPerformance;
import io.churnflow.contracts.monitoring.BatchPerformance;
import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.contracts.pipeline.Challengers;
import io.churnflow.runtime.archive.DriftEntry;
import java.util.List;
import java.util.Optional;

/// A scored batch, and what has been said of it since.
///
/// @param scored what was scored
/// @param drift the verdict on its customers, if there is one
/// @param measured how its predictions have done, as far as that is known
/// @param report whether the page on its drift is still there
record WatchedBatch(
    ScoredBatch scored,
    Optional<DriftEntry> drift,
    Optional<BatchPerformance> measured,
    boolean report) {

  int version() {
    return scored.production().version();
  }

  /// Month and day.
  String day() {
    return scored.scoredAt().substring(5, 10);
  }

  /// Share of the customers whom somebody acts upon.
  double predicted() {
    List<ScoredArm> deciding = scored.arms().stream().filter(ScoredArm::decides).toList();
    long positives = deciding.stream().mapToLong(ScoredArm::positives).sum();
    return scored.count() == 0 ? 0 : (double) positives / scored.count();
  }

  /// What production has realised.
  Optional<Estimate> realised(String metric) {
    return realised(Challengers.PRODUCTION, metric);
  }

  /// What an arm has realised, where it is known.
  Optional<Estimate> realised(String arm, String metric) {
    if (measured.isEmpty()) {
      return Optional.empty();
    }
    BatchPerformance known = measured.get();
    if (arm.equals(Challengers.PRODUCTION)) {
      return Optional.ofNullable(known.realised().get(metric));
    }
    return known.arms().stream()
        .filter(one -> one.arm().equals(arm))
        .findFirst()
        .map(ArmPerformance::realised)
        .map(realised -> realised.get(metric));
  }
}
