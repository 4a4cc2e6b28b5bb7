package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.monitoring.BatchPerformance;
import io.churnflow.contracts.monitoring.BatchPerformance.State;
import io.churnflow.contracts.monitoring.LabelCounts;
import io.churnflow.contracts.monitoring.Performance;
import io.churnflow.contracts.monitoring.PerformanceVerdict;
import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.MetricNames;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import java.util.List;

/// Each batch, the newest first.
///
/// @param performance what was measured
/// @param metric label of the metric that counts
record BatchesSection(Performance performance, String metric) {

  List<Node> nodes() {
    String name = MetricNames.of(metric);
    List<String> headings =
        List.of(
            "Scored",
            "Version",
            "Customers",
            "Known",
            "Left",
            "Missing",
            "Contradicting",
            "Late",
            name + " realised",
            name + " estimated",
            "Verdict");
    return List.of(
        Node.of("h2", "By batch"),
        new Grid(headings, performance.batches().stream().map(this::row).toList()).element(),
        names());
  }

  /// Folded: names are long, and needed only to find a file.
  private Element names() {
    List<List<String>> rows =
        performance.batches().stream()
            .map(batch -> List.of(scored(batch), batch.batch(), batch.runId()))
            .toList();
    return Node.of(
        "details",
        Node.of("summary", "Names of the batches"),
        Grid.ofTexts(List.of("Scored", "Batch", "Run"), rows).element().classed("grid words"));
  }

  private static String scored(BatchPerformance batch) {
    return batch.scoredAt().substring(0, 16).replace('T', ' ');
  }

  private List<Node> row(BatchPerformance batch) {
    LabelCounts labels = batch.labels();
    return List.of(
        Node.text(scored(batch)),
        Node.text(Integer.toString(batch.version())),
        Node.text(Texts.count(batch.rows())),
        Node.text(Texts.count(labels.labelled())),
        Node.text(Texts.count(labels.positives())),
        Node.text(Texts.count(labels.missing())),
        Node.text(Texts.count(labels.contradicting())),
        Node.text(Texts.count(labels.late())),
        Grid.estimate(batch.realised().get(metric)),
        Grid.estimate(batch.estimated().get(metric)),
        verdict(batch));
  }

  private static Element verdict(BatchPerformance batch) {
    if (batch.verdict() == PerformanceVerdict.BELOW) {
      return Node.of("span", batch.verdict().word()).classed("mark");
    }
    return Node.of(
        "span",
        batch.verdict() == PerformanceVerdict.UNKNOWN
            ? words(batch.state())
            : batch.verdict().word());
  }

  private static String words(State state) {
    return switch (state) {
      case AWAITED -> "awaited";
      case TOO_FEW -> "too little known";
      case MEASURED -> "no bound";
    };
  }
}
