package io.churnflow.jobs.rendermonitoring;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.churnflow.contracts.drift.Level;
import io.churnflow.contracts.monitoring.PerformanceVerdict;
import io.churnflow.contracts.pipeline.Retraining;
import io.churnflow.runtime.archive.DriftEntry;
import io.churnflow.runtime.archive.PerformanceEntry;
import java.util.List;
import java.util.Optional;

/// Is all well, and what to do if not: the sentence that the page begins with.
///
/// @param state how urgent it is
/// @param headline the answer
/// @param why what it is come to by
/// @param advice what to do
record Answer(State state, String headline, String why, String advice) {
  /// How urgent it is.
  enum State {
    /// Nothing needs to be done.
    @JsonProperty("well")
    WELL("accepted"),
    /// Something is to be kept an eye on, or is not known yet.
    @JsonProperty("careful")
    CAREFUL("warned"),
    /// Something needs to be done.
    @JsonProperty("act")
    ACT("refused");

    private final String looks;

    State(String looks) {
      this.looks = looks;
    }

    /// Its colour on pages.
    String looks() {
      return looks;
    }
  }

  /// The most urgent thing that can be said; bad predictions go before changed customers.
  static Answer of(Watched seen) {
    if (seen.production().isEmpty()) {
      return new Answer(
          State.CAREFUL,
          "Nothing is in production yet.",
          "No customers are scored before a trained version has passed its gate.",
          "Trigger %s_training; the promotion follows by itself.".formatted(name(seen)));
    }
    int version = seen.production().get().version();
    if (seen.isForeign(version)) {
      return new Answer(
          State.ACT,
          "No: the version in production cannot score anybody.",
          "Version %d was not registered by a training of this pipeline: scoring refuses a version without what a training records of it."
              .formatted(version),
          "In MLflow, give the alias production of %s back to a version that a training has registered, or delete it and promote one."
              .formatted(name(seen)));
    }
    Optional<PerformanceEntry> performance = seen.performance(version);
    List<DriftEntry> drift = seen.drift(version);
    if (performance.isPresent() && performance.get().verdict() == PerformanceVerdict.BELOW) {
      return below(seen, performance.get());
    }
    if (seen.scoredBy(version).findAny().isEmpty()) {
      return new Answer(
          State.CAREFUL,
          "It is too early to say.",
          "Version %d has not scored a batch yet.".formatted(version),
          "Nothing needs to be done: the next batch will tell.");
    }
    Level newest = drift.isEmpty() ? Level.STABLE : drift.getFirst().verdict();
    return switch (newest) {
      case ACT -> drifted(seen, drift, performance);
      case WATCH -> watched(drift.getFirst(), performance);
      case STABLE, UNDECIDED -> well(seen, drift, performance);
    };
  }

  private static Answer below(Watched seen, PerformanceEntry look) {
    String advice =
        seen.pipeline().retraining() == null
            ? "Find out what has changed, and trigger %s_training with recent customers."
                .formatted(name(seen))
            : "A training starts by itself (below, what came of it); where its version does not pass the gate, look at the data.";
    return new Answer(
        State.ACT, "No: the predictions are not good enough.", sentence(look.reason()), advice);
  }

  private static Answer drifted(
      Watched seen, List<DriftEntry> drift, Optional<PerformanceEntry> performance) {
    Retraining policy = seen.pipeline().retraining();
    String training =
        policy == null
            ? "trigger %s_training with recent customers".formatted(name(seen))
            : "a training starts by itself once %d of the last %d batches say so (now %d)"
                .formatted(
                    policy.violations(),
                    policy.batches(),
                    drift.stream()
                        .limit(policy.batches())
                        .filter(one -> one.verdict() == Level.ACT)
                        .count());
    return new Answer(
        State.ACT,
        "Perhaps not: the customers have changed in what the model relies on.",
        why(drift.getFirst()) + " " + known(performance),
        "See first whether the data are right: a change in how they are collected is mended there. If the customers really have changed, %s."
            .formatted(training));
  }

  private static Answer watched(DriftEntry newest, Optional<PerformanceEntry> performance) {
    return new Answer(
        State.CAREFUL,
        "Yes, with something to watch: the customers have changed somewhat.",
        why(newest) + " " + known(performance),
        "Look whether the next batches say the same.");
  }

  private static Answer well(
      Watched seen, List<DriftEntry> drift, Optional<PerformanceEntry> performance) {
    boolean same = !drift.isEmpty() && drift.getFirst().verdict() == Level.STABLE;
    boolean worse = performance.filter(PerformanceEntry::worse).isPresent();
    boolean sure = same && performance.isPresent() && !worse;
    return new Answer(
        sure ? State.WELL : State.CAREFUL,
        sure ? "Yes, all is well." : "As far as can be told, yes.",
        customers(drift) + " " + known(performance),
        worse
            ? "Look whether the next outcomes say the same."
            : performance.isPresent() ? "Nothing needs to be done." : surely(seen));
  }

  /// What it takes to be sure that all is well.
  private static String surely(Watched seen) {
    String outcomes = "It is only sure once enough outcomes of this version's customers are known";
    return seen.pipeline().monitoring().bound() == null
        ? outcomes + ", and the pipeline file has a bound to hold them against."
        : outcomes + ".";
  }

  private static String customers(List<DriftEntry> drift) {
    if (drift.isEmpty()) {
      return "No batch of this version has been held against what it was trained on.";
    }
    return drift.getFirst().verdict() == Level.STABLE
        ? "The customers are like those that the model was trained on."
        : "The last batch had too few customers to say whether they have changed.";
  }

  private static String known(Optional<PerformanceEntry> performance) {
    return performance
        .map(look ->
            (look.worse()
                    ? "Predictions are not shown to be worse than the bound: "
                    : "Predictions are good enough: ")
                + sentence(look.reason()))
        .orElse("How good its predictions are is not known yet.");
  }

  private static String why(DriftEntry entry) {
    String reason = entry.reason();
    return reason == null ? "The last batch says so." : sentence(reason);
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  private static String name(Watched seen) {
    return seen.pipeline().name();
  }
}
