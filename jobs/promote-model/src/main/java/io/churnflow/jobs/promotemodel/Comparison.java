package io.churnflow.jobs.promotemodel;

import io.churnflow.contracts.GateMeasurement;
import io.churnflow.contracts.Verdict;
import io.churnflow.contracts.pipeline.Gate;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.learning.evaluation.Metrics;
import io.churnflow.runtime.DataException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds a challenger against the minimum and against production, on rows that neither has trained
/// on.
///
/// @param gate the pipeline file's gate
/// @param challenger who wants in
/// @param champion who is in, if anybody
/// @param holdout the challenger's hold-out
record Comparison(
    Gate gate, Contestant challenger, Optional<Contestant> champion, HoldoutRows holdout) {

  GateMeasurement measure() {
    requireHeldOut();
    HoldoutRows unseen = champion.map(holdout::unseenBy).orElse(holdout);
    if (unseen.positives() < gate.minimumPositives() || !unseen.hasBothClasses()) {
      return result(
          Verdict.INCONCLUSIVE,
          "%d unseen rows have %d positives, expected at least %d (and a negative)"
              .formatted(unseen.labels().length, unseen.positives(), gate.minimumPositives()),
          unseen,
          null,
          null);
    }
    double own = score(challenger, unseen);
    Double other = champion.map(known -> score(known, unseen)).orElse(null);
    return judge(unseen, own, other);
  }

  private GateMeasurement judge(HoldoutRows unseen, double own, @Nullable Double other) {
    Metric metric = gate.metric();
    boolean enough = metric.gain(own, gate.minimum()) >= 0;
    boolean asGood = other == null || metric.gain(own, other) >= -gate.margin();
    String reason = reason(unseen, own, other, enough, asGood);
    return result(enough && asGood ? Verdict.PASSED : Verdict.REFUSED, reason, unseen, own, other);
  }

  private String reason(
      HoldoutRows unseen, double own, @Nullable Double other, boolean enough, boolean asGood) {
    String limit =
        "%s %s on %d unseen rows (%d positive): %s the %s of %s"
            .formatted(
                gate.metric().label(),
                number(own),
                unseen.labels().length,
                unseen.positives(),
                enough ? "meets" : "misses",
                gate.metric().higherIsBetter() ? "minimum" : "maximum",
                number(gate.minimum()));
    if (other == null) {
      return limit + "; nothing is in production";
    }
    return "%s; production (version %d) has %s on the same rows: %s the margin of %s"
        .formatted(
            limit,
            champion.orElseThrow().version().version(),
            number(other),
            asGood ? "within" : "worse by more than",
            number(gate.margin()));
  }

  /// The hold-out is by definition what the challenger was not trained on; its own ids must agree.
  private void requireHeldOut() {
    int seen = holdout.labels().length - holdout.unseenBy(challenger).labels().length;
    if (seen > 0) {
      throw new DataException(
          "%s: expected hold-out rows that it was not trained on, found %d of %d among its training ids"
              .formatted(challenger.version().label(), seen, holdout.labels().length));
    }
  }

  private double score(Contestant contestant, HoldoutRows rows) {
    try {
      double[] probabilities = contestant.model().probabilities(rows.table());
      return gate.metric()
          .of(Metrics.of(rows.labels(), probabilities, contestant.model().threshold()));
    } catch (IllegalArgumentException other) {
      throw new DataException(
          "%s on the hold-out: %s".formatted(contestant.version().label(), other.getMessage()),
          other);
    }
  }

  private GateMeasurement result(
      Verdict verdict,
      String reason,
      HoldoutRows unseen,
      @Nullable Double own,
      @Nullable Double other) {
    return new GateMeasurement(
        verdict,
        reason,
        gate.metric().label(),
        unseen.labels().length,
        unseen.positives(),
        own,
        other);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
