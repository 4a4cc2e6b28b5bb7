package io.churnflow.reporting.chart;

import java.awt.Color;

/// Something drawn between the axes, in their units. A new kind of plot (bars, bands) is a new kind
/// of mark; the compiler then names every place that has to know it.
public sealed interface Mark {
  /// A line through points.
  ///
  /// @param points in the order in which they are joined
  /// @param swatch its looks
  record Line(Polyline points, Swatch.Line swatch) implements Mark {}

  /// A faint area between a line and the lower end of the y axis.
  ///
  /// @param points the upper edge, by rising x
  /// @param color of the area; shown lightly
  record Shade(Polyline points, Color color) implements Mark {}

  /// A single point.
  ///
  /// @param x in units of the x axis
  /// @param y in units of the y axis
  /// @param swatch its looks
  record Point(double x, double y, Swatch.Dot swatch) implements Mark {}

  /// A few letters at the top of the plot, to the right of a place.
  ///
  /// @param x in units of the x axis
  /// @param text what is written
  record Note(double x, String text) implements Mark {}
}
