package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.monitoring.ArmComparison;
import io.churnflow.contracts.monitoring.ArmComparison.Advice;
import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.learning.Workers;
import io.churnflow.learning.evaluation.Gains;
import io.churnflow.learning.evaluation.Metrics;
import io.churnflow.learning.evaluation.Wilson;
import io.churnflow.reporting.html.MetricNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Compares the newest batch's challengers with its production, over those of the newest
/// `monitoring.batches` due batches that the same two versions have scored under the same names.
///
/// In the shadow both have scored the same customers, and the bootstrap is paired. In a split each
/// has its own, dealt by chance, and each side is resampled for itself.
final class Contests {
  private final Metric metric;
  private final double margin;
  private final int minimumPositives;
  private final long seed;
  private final Workers workers;
  private final List<Contest> contests;

  /// @param newest the batch whose versions are compared
  /// @param metric to compare by
  /// @param margin being worse by less than this is as good
  /// @param minimumPositives fewest leavers of either side
  /// @param seed of the resamples
  Contests(
      ScoredBatch newest,
      Metric metric,
      double margin,
      int minimumPositives,
      long seed,
      Workers workers) {
    this.metric = metric;
    this.margin = margin;
    this.minimumPositives = minimumPositives;
    this.seed = seed;
    this.workers = workers;
    this.contests =
        newest.arms().stream().skip(1).map(arm -> new Contest(arm, newest.production())).toList();
  }

  /// One challenger's batches.
  private static final class Contest {
    private final ScoredArm challenger;
    private final ScoredArm production;
    private final List<LabelledRows> own = new ArrayList<>();
    private final List<LabelledRows> others = new ArrayList<>();
    private long batches;

    Contest(ScoredArm challenger, ScoredArm production) {
      this.challenger = challenger;
      this.production = production;
    }

    void add(JoinedBatch joined) {
      if (!isSame(joined.production().arm(), production)) {
        return;
      }
      Optional<ArmRows> arm =
          joined.arms().stream().filter(each -> isSame(each.arm(), challenger)).findFirst();
      if (arm.isPresent()) {
        batches++;
        own.add(arm.get().labelled());
        others.add(joined.production().labelled());
      }
    }

    private static boolean isSame(ScoredArm one, ScoredArm other) {
      return one.arm().equals(other.arm())
          && one.version() == other.version()
          && one.decides() == other.decides();
    }
  }

  /// A batch that is due.
  void add(JoinedBatch joined) {
    contests.forEach(contest -> contest.add(joined));
  }

  /// One a challenger.
  List<ArmComparison> compared() {
    return contests.stream().map(this::compared).toList();
  }

  private ArmComparison compared(Contest contest) {
    boolean paired = !contest.challenger.decides();
    Optional<LabelledRows> own = together(contest.own);
    Optional<LabelledRows> other = together(contest.others);
    boolean enough =
        own.isPresent()
            && other.isPresent()
            && own.get().suffice(minimumPositives)
            && other.get().suffice(minimumPositives);
    Estimate difference =
        enough ? difference(own.orElseThrow(), other.orElseThrow(), paired) : null;
    Advice advice = difference == null ? Advice.GO_ON : advice(difference);
    return new ArmComparison(
        contest.challenger.arm(),
        contest.challenger.version(),
        contest.production.version(),
        paired,
        contest.batches,
        side(own, enough),
        side(other, enough),
        metric.label(),
        difference,
        advice,
        reason(contest, difference, advice));
  }

  private static Optional<LabelledRows> together(List<LabelledRows> parts) {
    return parts.isEmpty() ? Optional.empty() : Optional.of(LabelledRows.together(parts));
  }

  private Estimate difference(LabelledRows own, LabelledRows other, boolean paired) {
    Gains gains = new Gains(metric, seed, workers);
    return paired
        ? gains.paired(own.labels(), own.predictions(), other.predictions())
        : gains.apart(own.labels(), own.predictions(), other.labels(), other.predictions());
  }

  private ArmComparison.Side side(Optional<LabelledRows> rows, boolean measured) {
    if (rows.isEmpty() || rows.get().size() == 0) {
      return new ArmComparison.Side(0, 0, null, null);
    }
    LabelledRows known = rows.get();
    Double value =
        measured
            ? Double.valueOf(
                metric.of(Metrics.of(known.labels(), known.probabilities(), known.threshold())))
            : null;
    return new ArmComparison.Side(
        known.size(), known.positives(), value, Wilson.interval(known.positives(), known.size()));
  }

  private Advice advice(Estimate difference) {
    if (difference.low() > 0) {
      return Advice.PROMOTE;
    }
    if (difference.high() < 0) {
      return Advice.WITHDRAW;
    }
    return difference.low() >= -margin ? Advice.EITHER : Advice.GO_ON;
  }

  private String reason(Contest contest, @Nullable Estimate difference, Advice advice) {
    String who =
        "%s (version %d) beside production (version %d)"
            .formatted(
                contest.challenger.arm(),
                contest.challenger.version(),
                contest.production.version());
    if (difference == null) {
      return "%s: too little is known; it takes %d customers of either who have left, and one who has stayed"
          .formatted(who, minimumPositives);
    }
    String measured =
        "%s: gain in %s of %s (one-sided 95 %% bounds %s and %s)"
            .formatted(
                who,
                MetricNames.of(metric.label()),
                signed(difference.value()),
                signed(difference.low()),
                signed(difference.high()));
    return measured
        + switch (advice) {
          case PROMOTE -> ": promote it";
          case WITHDRAW -> ": withdraw it";
          case EITHER ->
              ": as good within the gate's margin of %s; either may stay"
                  .formatted(String.format(Locale.ROOT, "%.3f", margin));
          case GO_ON -> ": chance may explain it; go on";
        };
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.4f", value);
  }
}
