package io.churnflow.reporting.html;

import io.churnflow.contracts.Estimate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table with a heading row. The first column is text, the others are aligned to the right.
///
/// @param headings one a column
/// @param rows of as many cells
public record Grid(List<String> headings, List<List<Node>> rows) {
  /// @throws IllegalArgumentException for a row of another length
  public Grid {
    headings = List.copyOf(headings);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Node> row : rows) {
      if (row.size() != headings.size()) {
        throw new IllegalArgumentException(
            "table: expected rows of %d cells, found %d".formatted(headings.size(), row.size()));
      }
    }
  }

  /// A table of texts.
  public static Grid ofTexts(List<String> headings, List<List<String>> rows) {
    return new Grid(
        headings, rows.stream().map(row -> row.stream().map(Node::text).toList()).toList());
  }

  /// A cell's value over its interval; a dash where it is undefined.
  public static Element estimate(@Nullable Estimate estimate) {
    return estimate == null
        ? Node.of("span", "–")
        : Node.of(
            "span",
            Node.text(Texts.number(estimate.value())),
            Node.of("span", Texts.interval(estimate)).classed("interval"));
  }

  /// The table, in a frame that scrolls where the page is narrower.
  public Element element() {
    List<Node> body = new ArrayList<>();
    for (List<Node> row : rows) {
      body.add(Node.of("tr", row.stream().map(cell -> Node.of("td", cell)).toList()));
    }
    List<Element> heads = headings.stream().map(heading -> Node.of("th", heading)).toList();
    return Node.of(
            "div", Node.of("table", Node.of("thead", Node.of("tr", heads)), Node.of("tbody", body)))
        .classed("grid");
  }
}
