package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.AddedOutcomes;
import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.Evaluation;
import io.churnflow.contracts.LeakSummary;
import io.churnflow.contracts.Reliability;
import io.churnflow.contracts.Slice;
import io.churnflow.contracts.SliceGap;
import io.churnflow.contracts.SplitSummary;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.reporting.html.MetricNames;
import io.churnflow.reporting.html.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a reader of an evaluation should be careful about, in sentences.
final class Cautions {
  /// Gaps of which the widest are told; the tables have them all.
  private static final int MOST_GAPS = 4;

  /// Slices of a kind that are named; the table marks them all.
  private static final int MOST_SLICES = 12;

  private static final double POORLY_CALIBRATED = 0.05;

  private Cautions() {}

  /// The evaluation with its cautions.
  ///
  /// @param leaks what training has found
  /// @param split what splitting has found
  /// @param added rows of scored customers in the table; null where there can be none
  static Evaluation in(
      Evaluation bare,
      Pipeline pipeline,
      LeakSummary leaks,
      SplitSummary split,
      @Nullable AddedOutcomes added) {
    List<String> cautions = new ArrayList<>();
    leaks(leaks, cautions);
    copies(leaks, split, cautions);
    treated(added, cautions);
    guessing(bare, pipeline.gate().metric(), cautions);
    gate(bare, pipeline, cautions);
    luck(bare, pipeline.training().metric(), cautions);
    bare.analysis().gaps().stream().limit(MOST_GAPS).map(SliceGap::words).forEach(cautions::add);
    blindSlices(bare, cautions);
    smallSlices(bare, cautions);
    if (bare.analysis().slices().isEmpty() || !pipeline.withheldSlices().isEmpty()) {
      cautions.add(Unsliced.words(pipeline));
    }
    calibration(bare, cautions);
    cautions.add(
        "All of this was measured on one held-out part of one table: it says nothing of other times, prices or customers.");
    return new Evaluation(
        bare.metric(),
        bare.winner(),
        bare.candidates(),
        bare.holdoutSha256(),
        bare.resamples(),
        bare.seed(),
        bare.analysis(),
        cautions);
  }

  private static void guessing(Evaluation evaluation, Metric metric, List<String> cautions) {
    ClassMetrics holdout = evaluation.best().holdout();
    double value = metric.of(holdout);
    if (metric.isNoBetterThanGuessing(value, holdout.positives(), holdout.rows())) {
      cautions.add(
          words(
              "%s of %.3f is no better than guessing, which reaches %.3f: on these rows the model knows nothing of who leaves.",
              metric, value, metric.ofGuessing(holdout.positives(), holdout.rows()).orElseThrow()));
    }
  }

  private static void gate(Evaluation evaluation, Pipeline pipeline, List<String> cautions) {
    Metric metric = pipeline.gate().metric();
    Estimate measured = evaluation.best().intervals().get(metric.label());
    double minimum = pipeline.gate().minimum();
    if (measured == null) {
      return;
    }
    double worst = metric.higherIsBetter() ? measured.low() : measured.high();
    if (metric.gain(measured.value(), minimum) < 0) {
      cautions.add(
          words("%s of %.3f misses the gate's limit of %.3f.", metric, measured.value(), minimum));
    } else if (metric.gain(worst, minimum) < 0) {
      cautions.add(
          words(
              "%s meets the gate's limit, but its interval reaches beyond it (%.3f against %.3f).",
              metric, worst, minimum));
    }
  }

  private static void leaks(LeakSummary leaks, List<String> cautions) {
    leaks
        .suspiciousColumns()
        .forEach((column, area) ->
            cautions.add(
                String.format(
                    Locale.ROOT,
                    "Column %s tells the target almost alone (area under the ROC curve %.3f out of fold): is it known before the customer leaves? If not, every number here is too good.",
                    column,
                    area)));
  }

  private static void copies(LeakSummary leaks, SplitSummary split, List<String> cautions) {
    if (split.copiesTogether()) {
      cautions.add(
          "The table holds copied rows: %d hold-out rows had the same features as a training row. Equal rows were therefore put on one side of the split and into one fold, so that no model is measured on a row that it has seen; the copied rows still weigh more than they should."
              .formatted(split.holdoutCopies()));
    } else if (split.manyCopies()) {
      cautions.add(
          "%d of %d hold-out rows have the same features as a training row: if these are copies and not customers who are alike, every number here is too good."
              .formatted(split.holdoutCopies(), split.holdoutRows()));
    } else if (leaks.keptTogether()) {
      cautions.add(
          "%d training rows have copies among them, which were kept in one fold."
              .formatted(leaks.duplicateRows()));
    }
  }

  private static void treated(@Nullable AddedOutcomes added, List<String> cautions) {
    if (added != null && added.outcomeRows() > 0) {
      cautions.add(
          "%s of the table's %s rows are customers of %d past %s, whom a model had scored: where those it flagged were called, their outcome is what came of the call."
              .formatted(
                  Texts.count(added.outcomeRows()),
                  Texts.count(added.rows()),
                  added.usedBatches(),
                  added.usedBatches() == 1 ? "batch" : "batches"));
    }
  }

  private static void luck(Evaluation evaluation, Metric metric, List<String> cautions) {
    Evaluation.Candidate best = evaluation.best();
    Estimate holdout = best.intervals().get(metric.label());
    double outOfFold = metric.of(best.outOfFold());
    if (holdout != null && (outOfFold < holdout.low() || outOfFold > holdout.high())) {
      cautions.add(
          words(
              "%s was %.3f out of fold in training, outside the hold-out's interval (%.3f to %.3f). Chance does that to at least one training in twenty; else the hold-out differs from the training rows, or training saw something it should not have.",
              metric, outOfFold, holdout.low(), holdout.high()));
    }
  }

  private static void blindSlices(Evaluation evaluation, List<String> cautions) {
    List<String> blind =
        evaluation.analysis().slices().stream()
            .filter(slice -> slice.positives() > 0)
            .filter(slice -> {
              Estimate recall = slice.metrics().get("recall");
              return recall != null && recall.value() == 0;
            })
            .map(slice -> "%s (%d leave)".formatted(slice.label(), slice.positives()))
            .toList();
    if (!blind.isEmpty()) {
      cautions.add("Of these slices none who leaves is found: %s.".formatted(some(blind)));
    }
  }

  private static void smallSlices(Evaluation evaluation, List<String> cautions) {
    List<Slice> slices = evaluation.analysis().slices();
    List<String> small = slices.stream().filter(Slice::small).map(Slice::label).toList();
    if (!small.isEmpty()) {
      cautions.add(
          "%d of %d slices are small (fewer than %d rows of a class), so that little can be said of them: %s."
              .formatted(small.size(), slices.size(), Slice.FEW, some(small)));
    }
  }

  /// The first of many, and how many more there are: the table of slices has them all.
  private static String some(List<String> slices) {
    String first = String.join("; ", slices.subList(0, Math.min(MOST_SLICES, slices.size())));
    return slices.size() <= MOST_SLICES
        ? first
        : "%s; and %d more".formatted(first, slices.size() - MOST_SLICES);
  }

  private static void calibration(Evaluation evaluation, List<String> cautions) {
    Reliability published = evaluation.analysis().published();
    double error = published.expectedCalibrationError();
    if (error > POORLY_CALIBRATED && error > published.errorByChance()) {
      cautions.add(
          String.format(
              Locale.ROOT,
              "Probabilities are off by %.3f on average: %s.",
              error,
              evaluation.best().holdout().rocAuc() > 0.5
                  ? "use them to rank customers, not as risks"
                  : "they are no risks"));
    }
  }

  private static String words(String format, Metric metric, Object... numbers) {
    List<Object> all = new ArrayList<>(List.of(MetricNames.of(metric.label())));
    all.addAll(List.of(numbers));
    return String.format(Locale.ROOT, format, all.toArray());
  }
}
