package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.Slice;
import io.churnflow.contracts.SliceGap;
import io.churnflow.contracts.WinnerAnalysis;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.MetricNames;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import java.util.ArrayList;
import java.util.List;

/// The winner's metrics by slices, and the gaps between them.
///
/// @param pipeline the pipeline file
/// @param analysis of the winner
record SlicesSection(Pipeline pipeline, WinnerAnalysis analysis) {
  private static final List<String> METRICS =
      List.of("prevalence", "mean_probability", "selection_rate", "precision", "recall", "roc_auc");

  List<Node> nodes() {
    if (analysis.slices().isEmpty()) {
      return List.of(Node.of("h2", "Slices"), Node.of("p", Unsliced.words(pipeline)));
    }
    List<String> headings = new ArrayList<>(List.of("Slice", "Rows"));
    METRICS.forEach(metric -> headings.add(MetricNames.of(metric)));
    return List.of(
        Node.of("h2", "Slices"),
        Node.of(
            "p",
            "“Share leaving” is the share that left, “Share flagged” the share at or above the threshold. A slice is marked as small where it has fewer than %d rows of either class."
                .formatted(Slice.FEW)),
        new Grid(headings, analysis.slices().stream().map(SlicesSection::row).toList()).element(),
        Node.of("h2", "Gaps between slices"),
        gaps());
  }

  private static List<Node> row(Slice slice) {
    List<Node> cells = new ArrayList<>();
    cells.add(
        slice.small()
            ? Node.of(
                "span", Node.text(slice.label() + " "), Node.of("span", "small").classed("mark"))
            : Node.text(slice.label()));
    cells.add(Node.text(Texts.count(slice.rows())));
    METRICS.forEach(metric -> cells.add(Grid.estimate(slice.metrics().get(metric))));
    return cells;
  }

  private Element gaps() {
    if (analysis.gaps().isEmpty()) {
      return Node.of(
          "p",
          "Between slices that are not small, no difference in recall, precision or share flagged has an interval that leaves zero out.");
    }
    List<Element> words =
        analysis.gaps().stream().map(SliceGap::words).map(gap -> Node.of("li", gap)).toList();
    return Node.of(
        "div",
        Node.of(
            "p",
            "The largest difference of each column and metric, as far as its interval leaves zero out. A different share flagged is no fault where the share that leaves differs as well."),
        Node.of("ul", words));
  }
}
