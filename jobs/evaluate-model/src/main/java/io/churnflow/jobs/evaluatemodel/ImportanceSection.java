package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.FeatureImportance;
import io.churnflow.contracts.WinnerAnalysis;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.reporting.html.Bars;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.MetricNames;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import java.util.List;

/// What the winner loses when it can no longer use a column.
///
/// @param analysis of the winner
/// @param metric what is lost
record ImportanceSection(WinnerAnalysis analysis, Metric metric) {

  List<Node> nodes() {
    double greatest =
        analysis.importance().stream()
            .mapToDouble(importance -> importance.drop().value())
            .max()
            .orElse(0);
    List<List<Node>> rows =
        analysis.importance().stream().map(importance -> row(importance, greatest)).toList();
    return new TableSection(
            "What the model relies on",
            "By how much %s gets worse on %s hold-out rows when a column is shuffled: mean of %d shuffles and its 95 %% interval (Student), which tells the noise of shuffling only. Columns that say the same share their importance."
                .formatted(
                    MetricNames.of(metric.label()),
                    Texts.count(analysis.importanceRows()),
                    analysis.importanceRepeats()),
            new Grid(List.of("Column", "Loss", "95 % interval", ""), rows))
        .nodes();
  }

  private static List<Node> row(FeatureImportance importance, double greatest) {
    return List.of(
        Node.text(importance.feature()),
        Node.text(Texts.number(importance.drop().value())),
        Node.text(Texts.interval(importance.drop())),
        Bars.bar(importance.drop().value(), greatest));
  }
}
