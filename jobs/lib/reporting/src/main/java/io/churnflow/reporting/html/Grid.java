package io.churnflow.reporting.html;

import java.util.ArrayList;
import java.util.List;

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
