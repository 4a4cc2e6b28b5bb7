package io.churnflow.jobs.profiledata;

import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/// A matrix as a table of numbers.
///
/// @param columns their names
record MatrixTable(List<String> columns) {
  MatrixTable {
    columns = List.copyOf(columns);
  }

  /// The table.
  ///
  /// @param cells by row and column
  /// @param coloured whether the cells are correlations, which have a colour
  Element element(List<List<Double>> cells, DoubleFunction<String> words, boolean coloured) {
    List<String> headings = new ArrayList<>(List.of(""));
    headings.addAll(columns);
    List<Element> rows = new ArrayList<>();
    rows.add(
        Node.of(
            "tr",
            headings.stream()
                .map(MatrixTable::breakable)
                .map(name -> Node.of("th", name))
                .toList()));
    for (int i = 0; i < cells.size(); i++) {
      List<Element> row = new ArrayList<>();
      row.add(Node.of("td", columns.get(i)));
      for (double value : cells.get(i)) {
        Element cell = Node.of("td", Double.isNaN(value) ? "–" : words.apply(value));
        row.add(coloured && !Double.isNaN(value) ? cell.with("style", color(value)) : cell);
      }
      rows.add(Node.of("tr", row));
    }
    return Node.of("div", Node.of("div", Node.of("table", Node.of("tbody", rows))).classed("grid"))
        .classed("heat");
  }

  /// With a place to begin a new line behind each `_`.
  private static String breakable(String name) {
    return name.replace("_", "_\u200B");
  }

  private static String color(double correlation) {
    String paint = correlation > 0 ? "0,114,178" : "213,94,0";
    double depth = Math.abs(correlation);
    String letters = depth > 0.75 ? ";color:#fff" : "";
    return String.format(Locale.ROOT, "background:rgba(%s,%.2f)%s", paint, depth, letters);
  }
}
