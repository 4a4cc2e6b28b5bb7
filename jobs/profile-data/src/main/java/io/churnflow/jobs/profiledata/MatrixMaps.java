package io.churnflow.jobs.profiledata;

import io.churnflow.learning.profile.Matrix;
import io.churnflow.reporting.MatrixPlot;
import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Node;
import java.util.List;

/// The matrices as pictures.
///
/// @param matrix what was counted
record MatrixMaps(Matrix matrix) {
  /// Powers of ten below the greatest covariance at which its colour fades out.
  private static final double DECADES = 6;

  Element correlations() {
    Neighbours order = Neighbours.of(matrix.correlations());
    return map(
        "Correlations",
        order.ordered(matrix.columns()),
        order.sorted(matrix.correlations()),
        "-1",
        "+1");
  }

  Element covariances() {
    Neighbours order = Neighbours.of(matrix.correlations());
    double most =
        matrix.covariances().stream()
            .flatMap(List::stream)
            .mapToDouble(Math::abs)
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    List<List<Double>> shades =
        order.sorted(matrix.covariances()).stream()
            .map(row -> row.stream().map(value -> shade(value, most)).toList())
            .toList();
    String end = Words.number(most);
    return map("Covariances", order.ordered(matrix.columns()), shades, "-" + end, "+" + end);
  }

  private static double shade(double value, double most) {
    double decades = StrictMath.log10(Math.abs(value) / most) / DECADES;
    return Double.isNaN(value) ? Double.NaN : Math.signum(value) * Math.max(0, 1 + decades);
  }

  private static Element map(
      String title, List<String> names, List<List<Double>> shades, String least, String greatest) {
    MatrixPlot plot =
        new MatrixPlot(title, names.size() + " columns", names, shades, least, greatest);
    return Node.of("figure", new Node.Picture(plot)).classed("map");
  }
}
