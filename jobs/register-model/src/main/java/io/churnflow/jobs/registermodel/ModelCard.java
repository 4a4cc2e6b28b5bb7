package io.churnflow.jobs.registermodel;

import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.Cut;
import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.Evaluation;
import io.churnflow.contracts.ProfitCurve;
import io.churnflow.contracts.Slice;
import io.churnflow.contracts.TrainingSummary;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.Markdown;
import io.churnflow.runtime.mlflow.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The version's description in Markdown (Mitchell et al., "Model Cards for Model Reporting",
/// 2019): purpose, threshold, metrics with intervals, limits, slices, data, lineage.
///
/// @param pipeline the pipeline file
/// @param runId the Airflow run id
/// @param winner what is registered
/// @param holdoutUses how many versions, this one included, were measured on the same hold-out
record ModelCard(Pipeline pipeline, String runId, Winner winner, int holdoutUses) {
  private static final List<String> SLICE_METRICS =
      List.of("prevalence", "selection_rate", "precision", "recall");

  /// The card, with as many slices as there is room for. The columns stand last: where even no
  /// slice makes it short enough, they are cut.
  String text() {
    int all = winner.evaluation().analysis().slices().size();
    String text = text(all);
    for (int shown = all - 1; shown >= 0 && text.length() > Registry.LONGEST_DESCRIPTION; shown--) {
      text = text(shown);
    }
    return Cut.to(Registry.LONGEST_DESCRIPTION, text);
  }

  private String text(int slices) {
    return String.join(
        "\n",
        "# %s: %s\n".formatted(pipeline.name(), winner.algorithm()),
        purpose(),
        "## Metrics\n",
        metrics(),
        "## Be careful about\n",
        cautions(),
        "## Slices of the hold-out\n",
        slices(slices),
        "## Data\n",
        data(),
        "## Lineage\n",
        lineage());
  }

  private String purpose() {
    return String.format(
        Locale.ROOT,
        "%s Made to choose whom a retention team calls; tested for nothing else.\n\nA customer is flagged where the probability is at least **%.4f** (rule: %s; chosen on out-of-fold predictions).%s\n\nCalibration: %s. Search: %s.\n",
        Markdown.escaped(pipeline.description()),
        winner.summary().threshold(),
        Markdown.escaped(pipeline.threshold().words()),
        profit(),
        Markdown.escaped(winner.summary().calibration().words()),
        Markdown.escaped(winner.summary().search().words()));
  }

  private String profit() {
    ProfitCurve profit = winner.evaluation().analysis().profit();
    return profit == null
        ? ""
        : String.format(
            Locale.ROOT,
            " On the hold-out that earns %,.0f per 1,000 customers, treating everybody %,.0f, treating nobody 0.",
            profit.chosen(),
            profit.treatEverybody());
  }

  private String metrics() {
    Evaluation.Candidate best = winner.evaluation().best();
    Map<String, Double> holdout = best.holdout().byName();
    List<List<String>> rows = new ArrayList<>();
    best.outOfFold()
        .byName()
        .forEach((name, outOfFold) ->
            rows.add(
                List.of(
                    name,
                    number(outOfFold),
                    number(holdout.getOrDefault(name, Double.NaN)),
                    interval(best.intervals().get(name)))));
    return Markdown.table(List.of("metric", "out of fold", "hold-out", "95 % interval"), rows)
        + "\nIntervals: percentiles of %d bootstrap resamples of the hold-out. The best of %s by `%s` out of fold; nothing was chosen on the hold-out.\n"
            .formatted(winner.evaluation().resamples(), candidates(), winner.evaluation().metric());
  }

  private String candidates() {
    return String.join(
        ", ",
        winner.evaluation().candidates().stream().map(Evaluation.Candidate::algorithm).toList());
  }

  private String cautions() {
    StringBuilder list = new StringBuilder();
    for (String caution : winner.evaluation().cautions()) {
      list.append("- ").append(Markdown.escaped(caution)).append('\n');
    }
    if (holdoutUses > 1) {
      list.append(
          "- %d versions have been measured on this hold-out: the best of many looks better than it is.\n"
              .formatted(holdoutUses));
    }
    return list.toString();
  }

  private String slices(int shown) {
    List<Slice> slices = winner.evaluation().analysis().slices();
    if (slices.isEmpty()) {
      return "None.\n";
    }
    List<List<String>> rows = slices.stream().limit(shown).map(ModelCard::row).toList();
    String rest =
        shown < slices.size() ? "\n%d more in report.html.\n".formatted(slices.size() - shown) : "";
    return Markdown.table(
            List.of("slice", "rows", "share leaving", "share flagged", "precision", "recall"), rows)
        + rest;
  }

  private static List<String> row(Slice slice) {
    List<String> cells = new ArrayList<>();
    cells.add(Markdown.escaped(slice.label()) + (slice.small() ? " (small)" : ""));
    cells.add(Long.toString(slice.rows()));
    for (String metric : SLICE_METRICS) {
      Estimate estimate = slice.metrics().get(metric);
      cells.add(
          estimate == null
              ? "–"
              : String.format(
                  Locale.ROOT,
                  "%.2f (%.2f–%.2f)",
                  estimate.value(),
                  estimate.low(),
                  estimate.high()));
    }
    return cells;
  }

  private String data() {
    ClassMetrics outOfFold = winner.evaluation().best().outOfFold();
    ClassMetrics holdout = winner.evaluation().best().holdout();
    return "Trained on %d rows (%d positive), measured on %d held-out rows (%d positive); hold-out SHA-256 `%s`, used by %d version%s.\n"
        .formatted(
            outOfFold.rows(),
            outOfFold.positives(),
            holdout.rows(),
            holdout.positives(),
            winner.evaluation().holdoutSha256(),
            holdoutUses,
            holdoutUses == 1 ? "" : "s");
  }

  private String lineage() {
    TrainingSummary summary = winner.summary();
    return "Airflow run `%s`, MLflow run `%s`, commit `%s`, seed %d, model SHA-256 `%s`. The whole report is the artifact `report.html` of the parent run. Columns: %s.\n"
        .formatted(
            runId.replace('`', '\''),
            winner.runId(),
            winner.receipt().commit(),
            summary.seed(),
            winner.modelSha256(),
            Markdown.escaped(String.join(", ", summary.features())));
  }

  private static String interval(@Nullable Estimate estimate) {
    return estimate == null ? "–" : number(estimate.low()) + " to " + number(estimate.high());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
