package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.monitoring.ArmPerformance;
import io.churnflow.contracts.monitoring.BatchPerformance;
import io.churnflow.contracts.monitoring.BatchPerformance.State;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.contracts.monitoring.VersionPerformance;
import io.churnflow.learning.Workers;
import io.churnflow.learning.evaluation.Intervals;
import io.churnflow.learning.evaluation.Resamples;
import io.churnflow.learning.monitoring.EstimatedPerformance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Measures batches and, over all of them that are due, the versions of the model that scored them.
/// Intervals of what was realised are those of evaluate-model: bootstrap resamples of the
/// customers.
final class Measuring {
  private final Judge judge;
  private final int minimumPositives;
  private final long seed;
  private final double day;
  private final Workers workers;
  private final Contests contests;
  private final Map<Integer, List<LabelledRows>> due =
      new TreeMap<>(Comparator.<Integer>naturalOrder().reversed());

  /// @param minimumPositives fewest leavers that are measured
  /// @param seed of resamples and draws
  /// @param day up to which outcomes are known
  /// @param contests is given each batch that is due
  Measuring(
      Judge judge,
      int minimumPositives,
      long seed,
      double day,
      Contests contests,
      Workers workers) {
    this.judge = judge;
    this.minimumPositives = minimumPositives;
    this.seed = seed;
    this.day = day;
    this.contests = contests;
    this.workers = workers;
  }

  BatchPerformance batch(JoinedBatch joined) {
    ScoredBatch batch = joined.batch();
    LabelledRows rows = joined.production().labelled();
    State state = state(joined, rows);
    List<ArmPerformance> arms = new ArrayList<>();
    for (ArmRows arm : joined.arms()) {
      List<LabelledRows> ofVersion =
          due.computeIfAbsent(arm.arm().version(), unseen -> new ArrayList<>());
      LabelledRows known = arm.labelled();
      if (state != State.AWAITED && known.size() > 0) {
        ofVersion.add(known);
      }
      arms.add(arm(arm, state));
    }
    if (state != State.AWAITED) {
      contests.add(joined);
    }
    Map<String, Estimate> realised = arms.getFirst().realised();
    Map<String, Estimate> estimated =
        joined.production().arm().count() == 0
            ? Map.of()
            : new EstimatedPerformance(joined.production().all(), seed, workers).estimates();
    return new BatchPerformance(
        batch.batch(),
        batch.runId(),
        batch.scoredAt(),
        batch.production().version(),
        batch.count(),
        state,
        joined.counts(),
        judge.of(realised, estimated),
        realised,
        estimated,
        arms.size() > 1 ? arms : List.of());
  }

  private ArmPerformance arm(ArmRows arm, State state) {
    LabelledRows rows = arm.labelled();
    boolean measured = state != State.AWAITED && rows.suffice(minimumPositives);
    return new ArmPerformance(
        arm.arm().arm(),
        arm.arm().version(),
        arm.arm().count(),
        rows.size(),
        rows.positives(),
        measured ? realised(rows) : Map.of());
  }

  private State state(JoinedBatch joined, LabelledRows rows) {
    if (!joined.isDue(day)) {
      return State.AWAITED;
    }
    return rows.suffice(minimumPositives) ? State.MEASURED : State.TOO_FEW;
  }

  /// Every version of a batch that was measured here, the newest first.
  List<VersionPerformance> versions() {
    List<VersionPerformance> versions = new ArrayList<>();
    due.forEach((version, batches) -> versions.add(version(version, batches)));
    return versions;
  }

  private VersionPerformance version(int version, List<LabelledRows> batches) {
    if (batches.isEmpty()) {
      return new VersionPerformance(version, 0, 0, 0, Map.of());
    }
    LabelledRows rows = LabelledRows.together(batches);
    Map<String, Estimate> realised = rows.suffice(minimumPositives) ? realised(rows) : Map.of();
    return new VersionPerformance(version, batches.size(), rows.size(), rows.positives(), realised);
  }

  private Map<String, Estimate> realised(LabelledRows rows) {
    return new Intervals(Resamples.of(rows.size(), seed), rows.labels(), workers)
        .of(List.of(rows.predictions()))
        .getFirst();
  }
}
