package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.ContributionSummary;
import io.churnflow.reporting.html.Bars;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What moves the winner's scores, column by column.
///
/// @param summary null where the model cannot be explained
record ContributionsSection(@Nullable ContributionSummary summary) {

  List<Node> nodes() {
    if (summary == null) {
      return List.of();
    }
    double greatest = summary.columns().getFirst().meanAbsolute();
    List<List<Node>> rows =
        summary.columns().stream().map(column -> row(column, greatest)).toList();
    return new TableSection(
            "What moves its scores",
            "Mean absolute SHAP value of each column on %s hold-out rows, in %s: how far it moves a customer's score up or down from the average. The reasons beside a prediction are the largest SHAP values of that customer's own that raise the score."
                .formatted(Texts.count(summary.rows()), summary.unit()),
            new Grid(List.of("Column", "Mean movement", ""), rows))
        .nodes();
  }

  private static List<Node> row(ContributionSummary.Column column, double greatest) {
    return List.of(
        Node.text(column.feature()),
        Node.text(String.format(Locale.ROOT, "%.4f", column.meanAbsolute())),
        Bars.bar(column.meanAbsolute(), greatest));
  }
}
