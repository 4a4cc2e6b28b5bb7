package io.churnflow.reporting.chart;

import java.awt.Color;

/// How something is drawn, in the plot and in the legend alike.
public sealed interface Swatch permits Swatch.Line, Swatch.Dot, Swatch.None {
  /// A solid line.
  ///
  /// @param color of the line
  /// @param width in points
  record Solid(Color color, double width) implements Line {}

  /// A dashed line.
  ///
  /// @param color of the line
  /// @param width in points
  record Dashed(Color color, double width) implements Line {}

  /// A round mark with a white rim.
  ///
  /// @param color of the mark
  record Dot(Color color) implements Swatch {}

  /// Nothing: a note in the legend.
  record None() implements Swatch {}

  /// A swatch that a line can have.
  sealed interface Line extends Swatch permits Solid, Dashed {
    /// Its colour.
    Color color();
  }
}
