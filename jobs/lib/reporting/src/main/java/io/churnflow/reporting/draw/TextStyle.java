package io.churnflow.reporting.draw;

import java.awt.Color;

/// How a text looks.
///
/// @param typeface its weight
/// @param size of an em, in points of the canvas, more than 0
/// @param color of the letters
public record TextStyle(Typeface typeface, double size, Color color) {
  /// Width of the text in points of the canvas.
  public double width(String text) {
    return typeface.width(text) * size;
  }

  /// The text, or its beginning and an ellipsis where it is wider than so many points.
  public String fit(String text, double width) {
    return typeface.fit(text, width / size);
  }

  /// The same in another color.
  public TextStyle in(Color other) {
    return new TextStyle(typeface, size, other);
  }

  /// The same in another size.
  public TextStyle sized(double other) {
    return new TextStyle(typeface, other, color);
  }
}
