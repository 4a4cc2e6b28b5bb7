package io.churnflow.jobs.detectdrift;

import io.churnflow.contracts.drift.BatchDrift;
import io.churnflow.contracts.drift.ColumnDrift;
import io.churnflow.contracts.drift.Level;
import io.churnflow.reporting.html.Bars;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.Node;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What has changed, by how much it matters: the size of a change times what the model relies on.
///
/// @param found what was found
record ChangesSection(BatchDrift found) {

  List<Node> nodes() {
    List<ColumnDrift> changed = changed();
    Node heading = Node.of("h2", "What has changed, and does it matter?");
    if (changed.isEmpty()) {
      return List.of(
          heading,
          Node.of("p", "Neither the score nor any column has changed by more than chance gives."));
    }
    double largest = changed.stream().mapToDouble(ColumnDrift::effect).max().orElse(1);
    List<List<Node>> rows = changed.stream().map(column -> row(column, largest)).toList();
    return List.of(
        heading,
        Node.of(
            "p",
            "The ones that matter most come first: the size of the change times how much of its"
                + " accuracy the model owes to the column (how much worse it gets on the hold-out"
                + " when the column's values are shuffled)."),
        new Grid(
                List.of("Column", "What has happened", "Verdict", "Effect", "Model relies on it"),
                rows)
            .element()
            .classed("grid ranked"));
  }

  private List<ColumnDrift> changed() {
    Stream<ColumnDrift> columns =
        found.columns().stream()
            .sorted(Comparator.comparingDouble((ColumnDrift column) -> matters(column)).reversed());
    return Stream.concat(Stream.of(found.score()), columns)
        .filter(column -> column.level() != Level.STABLE)
        .toList();
  }

  private static double matters(ColumnDrift column) {
    return column.weight() * column.effect();
  }

  private List<Node> row(ColumnDrift column, double largest) {
    boolean score = column.equals(found.score());
    return List.of(
        Node.of("strong", score ? "the score itself" : column.column()),
        Node.text((score ? "probabilities " : "") + Words.happened(column)),
        Node.of("span", Words.level(column.level()))
            .classed("level " + column.level().name().toLowerCase(Locale.ROOT)),
        Node.of(
            "span", Bars.bar(column.effect(), largest), Node.text(Words.effect(column.effect()))),
        score
            ? Node.text("–")
            : Node.of(
                "span", Bars.bar(column.weight(), 1), Node.text(Words.whole(column.weight()))));
  }
}
