package io.churnflow.jobs.detectdrift;

import io.churnflow.contracts.drift.BatchDrift;
import io.churnflow.contracts.drift.ColumnDrift;
import io.churnflow.contracts.drift.ToolVerdict;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.Node;
import java.util.List;
import java.util.stream.Stream;

/// What other tools would say of the same columns, by their own definitions.
///
/// @param found what was found
record ToolsSection(BatchDrift found) {

  List<Node> nodes() {
    List<List<String>> rows =
        Stream.concat(Stream.of(found.score()), found.columns().stream())
            .flatMap(column -> column.otherTools().stream().map(tool -> row(column, tool)))
            .toList();
    return List.of(
        Node.of("h2", "What other tools would say"),
        Node.of(
            "p",
            "For who is used to them; the verdict above does not depend on it. Evidently changes"
                + " its method at 1,000 rows of the reference, and with it, often, its verdict."
                + " Columns of personal numbers are left out, since their values are not kept."),
        Node.of(
            "details",
            Node.of("summary", Node.of("span", summary()).classed("name")),
            Grid.ofTexts(List.of("Column", "Tool", "Method", "Value", "Limit", "Drift"), rows)
                .element()
                .classed("grid words")));
  }

  private String summary() {
    return Stream.of("Evidently", "NannyML")
        .map(tool ->
            "%s: drift in %d of %d columns".formatted(tool, drifting(tool), found.columns().size()))
        .reduce((a, b) -> a + "; " + b)
        .orElseThrow();
  }

  private long drifting(String tool) {
    return found.columns().stream()
        .flatMap(column -> column.otherTools().stream())
        .filter(verdict -> verdict.tool().equals(tool) && verdict.drift())
        .count();
  }

  private List<String> row(ColumnDrift column, ToolVerdict tool) {
    return List.of(
        column.equals(found.score()) ? "(the score)" : column.column(),
        tool.tool(),
        tool.method(),
        Words.number(tool.value()),
        Words.number(tool.limit()),
        tool.drift() ? "yes" : "no");
  }
}
