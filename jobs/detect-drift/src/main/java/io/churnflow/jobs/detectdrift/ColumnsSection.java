package io.churnflow.jobs.detectdrift;

import io.churnflow.contracts.drift.BatchDrift;
import io.churnflow.contracts.drift.BinShares;
import io.churnflow.contracts.drift.Change;
import io.churnflow.contracts.drift.ColumnDrift;
import io.churnflow.contracts.drift.Level;
import io.churnflow.contracts.drift.Statistics;
import io.churnflow.reporting.html.Bars;
import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The score and each column: shares then and now, and the numbers behind the verdict. Those that
/// have changed are unfolded.
///
/// @param found what was found
record ColumnsSection(BatchDrift found) {

  List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    nodes.add(Node.of("h2", "Column by column"));
    nodes.add(
        Node.of(
                "p",
                Node.text(
                    "How many of the customers that have a value have which one; those that have"
                        + " changed first, then what the model relies on most. Click a line to"
                        + " unfold it. Colours:"),
                Node.of("i", "").with("style", "background:#9aa5b1"),
                Node.text("in training"),
                Node.of("i", "").with("style", "background:#0072b2"),
                Node.text("in this batch"))
            .classed("key"));
    nodes.add(details(found.score(), "The score (hold-out customers, and this batch's)"));
    found.columns().stream()
        .sorted(
            Comparator.comparing(ColumnDrift::level)
                .thenComparingDouble(ColumnDrift::weight)
                .reversed())
        .forEach(column -> nodes.add(details(column, column.column())));
    return nodes;
  }

  private static Element details(ColumnDrift column, String name) {
    Element details =
        Node.of(
            "details",
            Node.of(
                "summary",
                Node.of("span", name).classed("name"),
                Node.of(
                        "span",
                        "%s · effect %s · missing %s, was %s"
                            .formatted(
                                Words.level(column.level()),
                                Words.effect(column.effect()),
                                Words.share(column.missingBatch()),
                                Words.share(column.missingReference())))
                    .classed("about")),
            Node.of("div", Node.of("div", numbers(column)), shares(column)).classed("column"));
    Element placed = details.classed("tight");
    return column.level() == Level.STABLE ? placed : placed.with("open", "");
  }

  private static Element shares(ColumnDrift column) {
    if (column.bins().isEmpty()) {
      return Node.of("p", "There are no values to compare.");
    }
    double most =
        column.bins().stream()
            .mapToDouble(bin -> Math.max(bin.reference(), bin.batch()))
            .max()
            .orElse(1);
    List<List<Node>> rows = column.bins().stream().map(bin -> row(bin, most)).toList();
    String heading = column.personal() ? "Group (values are personal)" : "Value";
    return new Grid(List.of(heading, "Training", "", "This batch", ""), rows).element();
  }

  private static List<Node> row(BinShares bin, double most) {
    return List.of(
        Node.text(bin.label()),
        Node.text(Words.share(bin.reference())),
        Bars.bar(bin.reference(), most),
        Node.text(Words.share(bin.batch())),
        Node.of("span", Bars.bar(bin.batch(), most)).classed("now"));
  }

  private static Element numbers(ColumnDrift column) {
    Statistics statistics = column.statistics();
    return Grid.ofTexts(
            List.of("Measure", ""),
            List.of(
                List.of("Effect of the values", Words.number(column.values().effect())),
                p(column.values()),
                List.of("Effect of missing cells", Words.number(column.missing().effect())),
                p(column.missing()),
                List.of("PSI as by convention", Words.number(statistics.psi())),
                List.of("Jensen-Shannon distance", Words.number(statistics.jensenShannon())),
                List.of("Kolmogorov-Smirnov distance", Words.number(statistics.ks())),
                List.of("Wasserstein distance", Words.number(statistics.wasserstein())),
                List.of("the same by deviation", Words.number(statistics.wassersteinByDeviation())),
                List.of("Chi-squared", Words.number(statistics.chiSquared()))))
        .element();
  }

  private static List<String> p(Change change) {
    return List.of("p of " + change.test(), Words.number(change.adjustedP()));
  }
}
