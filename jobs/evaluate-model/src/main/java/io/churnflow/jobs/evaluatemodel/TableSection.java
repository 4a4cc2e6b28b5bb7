package io.churnflow.jobs.evaluatemodel;

import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.Node;
import java.util.List;

/// A part of the report that is one table.
///
/// @param title over it
/// @param explanation what the table's numbers are, and how they came about
/// @param table the numbers
record TableSection(String title, String explanation, Grid table) {

  List<Node> nodes() {
    return List.of(Node.of("h2", title), Node.of("p", explanation), table.element());
  }
}
