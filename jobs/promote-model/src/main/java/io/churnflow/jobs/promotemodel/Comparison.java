package io.churnflow.jobs.promotemodel;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.GateMeasurement;
import io.churnflow.contracts.Verdict;
import io.churnflow.contracts.pipeline.Gate;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.learning.Workers;
import io.churnflow.learning.evaluation.Gains;
import io.churnflow.learning.evaluation.Metrics;
import io.churnflow.learning.evaluation.Predictions;
import io.churnflow.runtime.DataException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Holds a challenger against the minimum, against guessing and against production, on rows that
/// neither has trained on.
///
/// Against production it is a test of non-inferiority by a paired bootstrap: the challenger passes
/// where being worse by more than the margin can be excluded at 95 %, is refused where it is shown,
/// and the verdict is inconclusive in between (docs/decisions/0012-evaluation.md).
///
/// @param gate the pipeline file's gate
/// @param challenger who wants in
/// @param champion who is in, if anybody
/// @param holdout the challenger's hold-out
record Comparison(
    Gate gate, Contestant challenger, Optional<Contestant> champion, HoldoutRows holdout) {

  /// @param seed of the bootstrap resamples
  GateMeasurement measure(long seed, Workers workers) {
    requireHeldOut();
    HoldoutRows unseen = champion.map(holdout::unseenBy).orElse(holdout);
    if (unseen.positives() < gate.minimumPositives() || !unseen.hasBothClasses()) {
      return result(
          Verdict.INCONCLUSIVE,
          "%d unseen rows have %d positives, expected at least %d (and a negative)"
              .formatted(unseen.labels().length, unseen.positives(), gate.minimumPositives()),
          unseen,
          null,
          null,
          null);
    }
    Predictions own = predictions(challenger, unseen, workers);
    double measured = metric(own, unseen);
    if (champion.isEmpty()) {
      String reason = limit(unseen, measured) + "; nothing is in production";
      Verdict verdict = isGoodEnough(unseen, measured) ? Verdict.PASSED : Verdict.REFUSED;
      return result(verdict, reason, unseen, measured, null, null);
    }
    Predictions other = predictions(champion.get(), unseen, workers);
    Estimate gain = new Gains(gate.metric(), seed, workers).paired(unseen.labels(), own, other);
    return judge(unseen, measured, metric(other, unseen), gain);
  }

  private GateMeasurement judge(HoldoutRows unseen, double own, double other, Estimate gain) {
    Verdict against = against(gain);
    Verdict verdict = isGoodEnough(unseen, own) ? against : Verdict.REFUSED;
    String reason =
        "%s; production (version %d) has %s on the same rows: the difference is %s (one-sided 95 %% bounds %s and %s): worse by more than the margin of %s %s"
            .formatted(
                limit(unseen, own),
                champion.orElseThrow().version().version(),
                number(other),
                signed(gain.value()),
                signed(gain.low()),
                signed(gain.high()),
                number(gate.margin()),
                words(against));
    return result(verdict, reason, unseen, own, other, gain);
  }

  private Verdict against(Estimate gain) {
    if (gain.low() >= -gate.margin()) {
      return Verdict.PASSED;
    }
    return gain.high() < -gate.margin() ? Verdict.REFUSED : Verdict.INCONCLUSIVE;
  }

  private static String words(Verdict against) {
    return switch (against) {
      case PASSED -> "is excluded";
      case REFUSED -> "is shown";
      case INCONCLUSIVE -> "is neither shown nor excluded by so many rows";
    };
  }

  /// A minimum that was chosen when other customers left may be below what guessing reaches now.
  private boolean isGoodEnough(HoldoutRows unseen, double own) {
    return meetsMinimum(own) && guessed(unseen, own).isEmpty();
  }

  /// What guessing reaches, where that is as good.
  private OptionalDouble guessed(HoldoutRows unseen, double own) {
    long rows = unseen.labels().length;
    return gate.metric().isNoBetterThanGuessing(own, unseen.positives(), rows)
        ? gate.metric().ofGuessing(unseen.positives(), rows)
        : OptionalDouble.empty();
  }

  private boolean meetsMinimum(double own) {
    return gate.metric().gain(own, gate.minimum()) >= 0;
  }

  private String limit(HoldoutRows unseen, double own) {
    OptionalDouble guessed = guessed(unseen, own);
    String guessing =
        guessed.isEmpty()
            ? ""
            : " and is no better than guessing (%s)".formatted(number(guessed.getAsDouble()));
    return "%s %s on %d unseen rows (%d positive): %s the %s of %s%s"
        .formatted(
            gate.metric().label(),
            number(own),
            unseen.labels().length,
            unseen.positives(),
            meetsMinimum(own) ? "meets" : "misses",
            gate.metric().higherIsBetter() ? "minimum" : "maximum",
            number(gate.minimum()),
            guessing);
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

  private Predictions predictions(Contestant contestant, HoldoutRows rows, Workers workers) {
    try {
      return new Predictions(
          contestant.model().probabilities(rows.table(), workers), contestant.model().threshold());
    } catch (IllegalArgumentException other) {
      throw new DataException(
          "%s on the hold-out: %s".formatted(contestant.version().label(), other.getMessage()),
          other);
    }
  }

  private double metric(Predictions predictions, HoldoutRows rows) {
    Metric metric = gate.metric();
    return metric.of(
        Metrics.of(rows.labels(), predictions.probabilities(), predictions.threshold()));
  }

  private GateMeasurement result(
      Verdict verdict,
      String reason,
      HoldoutRows unseen,
      @Nullable Double own,
      @Nullable Double other,
      @Nullable Estimate gain) {
    return new GateMeasurement(
        verdict,
        reason,
        gate.metric().label(),
        unseen.labels().length,
        unseen.positives(),
        own,
        other,
        gain);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.4f", value);
  }
}
