package io.churnflow.jobs.profiledata;

import io.churnflow.learning.profile.Matrix;
import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import java.util.ArrayList;
import java.util.List;

/// How the number columns go together: as numbers where they are few, as colours where they are
/// many.
///
/// @param matrix what was counted
record MatrixSection(Matrix matrix) {
  /// So many columns or fewer are shown as numbers.
  private static final int FEW = 14;

  private static final int MOST_PAIRS = 20;
  private static final double NOTICEABLE = 0.5;

  List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    nodes.add(Node.of("h2", "How the numbers go together"));
    if (matrix.columns().size() < 2) {
      nodes.add(Node.of("p", "The table has fewer than two columns of numbers that may be shown."));
      return nodes;
    }
    boolean few = matrix.columns().size() <= FEW;
    MatrixTable numbers = new MatrixTable(matrix.columns());
    MatrixMaps maps = new MatrixMaps(matrix);
    nodes.add(Node.of("p", introduction(few)));
    nodes.add(
        few ? numbers.element(matrix.correlations(), Texts::number, true) : maps.correlations());
    nodes.addAll(pairs());
    nodes.add(Node.of("h2", "Covariances"));
    nodes.add(
        Node.of(
            "p",
            few
                ? "In the product of both columns' units; on the diagonal the variances."
                : "By powers of ten, of either sign, in the product of both columns' units; on the"
                    + " diagonal the variances. profile.json has the numbers."));
    nodes.add(
        few
            ? numbers.element(matrix.covariances(), Words::number, false)
            : folded(maps.covariances()));
    return nodes;
  }

  private String introduction(boolean few) {
    String order =
        few
            ? ""
            : " Columns stand next to those that they are most correlated with, so that groups show"
                + " as squares; zoom in to read the names.";
    String leftOut =
        matrix.leftOut() == 0
            ? ""
            : " %d further columns are left out: the first %d are shown."
                .formatted(matrix.leftOut(), matrix.columns().size());
    return "Pearson's correlation of each two columns of numbers (yes as 1, no as 0), over the rows"
        + " that have both. Blue goes up together, orange against each other."
        + order
        + leftOut;
  }

  private static Element folded(Element map) {
    return Node.of(
        "details",
        Node.of("summary", Node.of("span", "The covariance matrix as a map").classed("name")),
        map);
  }

  private List<Node> pairs() {
    List<Matrix.Pair> pairs = matrix.pairs(NOTICEABLE);
    if (pairs.isEmpty()) {
      return List.of(
          Node.of("p", "No two columns have a correlation beyond %s.".formatted(NOTICEABLE)));
    }
    List<List<String>> rows =
        pairs.stream()
            .limit(MOST_PAIRS)
            .map(pair -> List.of(pair.first(), pair.second(), Texts.number(pair.correlation())))
            .toList();
    String title =
        pairs.size() > MOST_PAIRS
            ? "The strongest %d of %,d pairs beyond %s"
                .formatted(MOST_PAIRS, pairs.size(), NOTICEABLE)
            : "Pairs beyond " + NOTICEABLE;
    return List.of(
        Node.of("h3", title),
        Grid.ofTexts(List.of("Column", "and column", "Correlation"), rows).element());
  }
}
