package io.churnflow.reporting;

import io.churnflow.reporting.chart.Drawing;
import io.churnflow.reporting.chart.HeatMap;
import java.util.List;

/// A square matrix of numbers of either sign, as colours.
///
/// @param title what the numbers are
/// @param subtitle of what
/// @param names of rows and columns
/// @param shades each cell in [-1, 1], the colour's depth; NaN where there is none
/// @param least what -1 stands for
/// @param greatest what 1 stands for
public record MatrixPlot(
    String title,
    String subtitle,
    List<String> names,
    List<List<Double>> shades,
    String least,
    String greatest)
    implements Plot {
  /// Copies the lists.
  public MatrixPlot {
    names = List.copyOf(names);
    shades = shades.stream().map(List::copyOf).toList();
  }

  @Override
  public Drawing drawing() {
    return new HeatMap(title, subtitle, names, shades, least, greatest);
  }
}
