package io.churnflow.reporting.draw;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The two weights of Roboto (Apache License 2.0) that charts are lettered in. They come with the
/// jar, so that a chart looks the same wherever it is drawn.
public enum Typeface {
  /// For everything that is read after the title.
  REGULAR("Roboto-Regular.ttf"),
  /// For titles and names.
  MEDIUM("Roboto-Medium.ttf");

  private static final String ELLIPSIS = "…";

  private final TrueTypeFont font;

  Typeface(String file) {
    String resource = "/com/formdev/flatlaf/fonts/roboto/" + file;
    try (InputStream stream = Typeface.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("expected a font on the class path at " + resource);
      }
      font = new TrueTypeFont(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the font " + resource, e);
    }
  }

  /// Width of a text at size 1.
  public double width(String text) {
    return font.width(text);
  }

  /// The text, or where it is wider than that, its beginning and an ellipsis.
  ///
  /// @param width the most it may be wide, at size 1
  public String fit(String text, double width) {
    if (width(text) <= width) {
      return text;
    }
    int end = text.length();
    while (end > 0 && width(text.substring(0, end) + ELLIPSIS) > width) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end).stripTrailing() + ELLIPSIS;
  }
}
