package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.monitoring.Performance;
import io.churnflow.contracts.monitoring.VersionPerformance;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.MetricNames;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import java.util.ArrayList;
import java.util.List;

/// Each version of the model, over all its batches that are due.
///
/// @param performance what was measured
record VersionsSection(Performance performance) {
  private static final List<String> METRICS =
      List.of("precision", "recall", "f1", "roc_auc", "pr_auc", "brier");

  List<Node> nodes() {
    List<String> headings =
        new ArrayList<>(List.of("Version", "Batches", "Outcomes known", "Left"));
    METRICS.forEach(metric -> headings.add(MetricNames.of(metric)));
    return List.of(
        Node.of("h2", "By version of the model"),
        Node.of(
            "p",
            "Realised, over all batches that are due. A customer who was scored in several batches counts in each; the intervals do not know of that."),
        new Grid(headings, performance.versions().stream().map(VersionsSection::row).toList())
            .element());
  }

  private static List<Node> row(VersionPerformance version) {
    List<Node> cells = new ArrayList<>();
    cells.add(Node.text("version " + version.version()));
    cells.add(Node.text(Texts.count(version.batches())));
    cells.add(Node.text(Texts.count(version.labelled())));
    cells.add(Node.text(Texts.count(version.positives())));
    METRICS.forEach(metric -> cells.add(Grid.estimate(version.realised().get(metric))));
    return cells;
  }
}
