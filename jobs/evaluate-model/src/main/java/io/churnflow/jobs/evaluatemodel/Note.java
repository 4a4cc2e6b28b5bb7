package io.churnflow.jobs.evaluatemodel;

import io.churnflow.reporting.html.Texts;
import io.churnflow.runtime.RunOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The parent run's description: every candidate in one table, and the way back to Airflow.
final class Note {
  private Note() {}

  static String of(RunOptions run, List<Measured> ranked) {
    StringBuilder note = new StringBuilder(run.pipeline().description());
    note.append(
        "\n\n| candidate | PR-AUC out of fold | hold-out (95 % interval) | ROC-AUC | F1 | precision | recall |\n");
    note.append("| --- | --- | --- | --- | --- | --- | --- |\n");
    for (Measured measured : ranked) {
      note.append(
          String.format(
              Locale.ROOT,
              "| %s | %.4f | %.4f (%s) | %.4f | %.4f | %.4f | %.4f |\n",
              measured.algorithm(),
              measured.outOfFold().prAuc(),
              measured.holdout().prAuc(),
              Optional.ofNullable(measured.intervals().get("pr_auc"))
                  .map(Texts::interval)
                  .orElse("–"),
              measured.holdout().rocAuc(),
              measured.holdout().f1(),
              measured.holdout().precision(),
              measured.holdout().recall()));
    }
    note.append("\nThe whole evaluation for a reader: artifact `report.html`.\n");
    airflowPage(run).ifPresent(page -> note.append("\n[Airflow run](").append(page).append(")\n"));
    return note.toString();
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
