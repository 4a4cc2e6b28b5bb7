package io.churnflow.reporting.draw;

import java.awt.Color;
import java.awt.Shape;

/// A white sheet to draw on, whose unit is the point. The origin is the top left corner, y runs
/// downwards.
public interface Sheet {
  /// Fills a shape.
  void fill(Shape shape, Color color);

  /// Draws along a path.
  ///
  /// @param width of the line, in points
  /// @param dashes lengths of dash and gap in points; none: a solid line
  void line(Shape path, Color color, double width, float... dashes);

  /// Writes a text on the base line at a point.
  void text(String text, double x, double y, TextStyle style, Align align);

  /// Writes a text that runs upwards; its base line is at x.
  void textUpwards(String text, double x, double y, TextStyle style, Align align);
}
