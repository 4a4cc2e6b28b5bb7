package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.AddedOutcomes;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.reporting.html.MetricNames;
import io.churnflow.reporting.html.Texts;
import io.churnflow.runtime.Markdown;
import io.churnflow.runtime.RunOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The parent run's description: every candidate in one table, and the way back to Airflow.
final class Note {
  private static final List<String> OTHERS =
      List.of("pr_auc", "roc_auc", "f1", "precision", "recall");

  private Note() {}

  /// @param ranked the candidates, best first
  static String of(RunOptions run, List<Measured> ranked) {
    Metric metric = run.pipeline().training().metric();
    StringBuilder note = new StringBuilder(Markdown.escaped(run.pipeline().description()));
    note.append("\n\n").append(candidates(metric, ranked));
    Provenance.outcomes(run.folder()).ifPresent(used -> note.append(rows(used)));
    note.append("\nThe whole evaluation for a reader: artifact `report.html`.\n");
    airflowPage(run).ifPresent(page -> note.append("\n[Airflow run](").append(page).append(")\n"));
    return note.toString();
  }

  private static String rows(AddedOutcomes used) {
    return "\n%s rows of the input, %s rows of customers in %d past batches whose outcome has become known by %s (artifact `outcomes.json`).\n"
        .formatted(
            Texts.count(used.inputRows()),
            Texts.count(used.outcomeRows()),
            used.usedBatches(),
            used.asOf());
  }

  /// The metric that chose the winner comes first, with its interval.
  static String candidates(Metric metric, List<Measured> ranked) {
    List<String> others = OTHERS.stream().filter(name -> !name.equals(metric.label())).toList();
    List<String> headings = new ArrayList<>();
    headings.add("candidate");
    headings.add(MetricNames.of(metric.label()) + " out of fold");
    headings.add(MetricNames.of(metric.label()) + " on the hold-out (95 % interval)");
    others.forEach(name -> headings.add(MetricNames.of(name)));
    return Markdown.table(
        headings, ranked.stream().map(measured -> row(metric, others, measured)).toList());
  }

  private static List<String> row(Metric metric, List<String> others, Measured measured) {
    Map<String, Double> holdout = measured.holdout().byName();
    List<String> cells = new ArrayList<>();
    cells.add(measured.algorithm());
    cells.add(number(metric.of(measured.outOfFold())));
    cells.add(
        "%s (%s)"
            .formatted(
                number(metric.of(measured.holdout())),
                Texts.interval(measured.intervals().get(metric.label()))));
    others.forEach(name -> cells.add(number(holdout.getOrDefault(name, Double.NaN))));
    return cells;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static Optional<String> airflowPage(RunOptions run) {
    Optional<String> dag = run.environment().get("CHURNFLOW_DAG_ID");
    return run.environment()
        .get("CHURNFLOW_AIRFLOW_URL")
        .filter(url -> dag.isPresent())
        .map(url ->
            "%s/dags/%s/runs/%s"
                .formatted(
                    url.replaceAll("/+$", ""),
                    encode(dag.orElseThrow()),
                    encode(run.folder().runId())));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
