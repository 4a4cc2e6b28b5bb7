package io.churnflow.reporting.draw;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A sheet that becomes an SVG element (SVG 1.1), a file of its own or part of an HTML page. Texts
/// stay texts, in the reader's font, squeezed or stretched to the width that they have in Roboto.
public final class SvgSheet implements Sheet {
  private static final double TINY = 0.005;
  private static final String FONTS = "Roboto, Arial, sans-serif";

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;

  /// @param width in points, more than 0
  /// @param height in points, more than 0
  public SvgSheet(int width, int height) {
    this.width = width;
    this.height = height;
  }

  @Override
  public void fill(Shape shape, Color color) {
    body.append("<path d=\"").append(path(shape)).append("\" fill=\"").append(hex(color));
    if (color.getAlpha() < 255) {
      body.append("\" fill-opacity=\"").append(number(color.getAlpha() / 255.0));
    }
    body.append("\"/>\n");
  }

  @Override
  public void line(Shape path, Color color, double width, float... dashes) {
    body.append("<path d=\"").append(path(path)).append("\" fill=\"none\" stroke=\"");
    body.append(hex(color)).append("\" stroke-width=\"").append(number(width));
    if (dashes.length > 0) {
      String pattern =
          IntStream.range(0, dashes.length)
              .mapToObj(i -> number(dashes[i]))
              .collect(Collectors.joining(" "));
      body.append("\" stroke-dasharray=\"").append(pattern);
    }
    body.append("\" stroke-linejoin=\"round\"/>\n");
  }

  @Override
  public void text(String text, double x, double y, TextStyle style, Align align) {
    String place = " x=\"%s\" y=\"%s\"".formatted(number(x), number(y));
    write(text, place, style, align);
  }

  @Override
  public void textUpwards(String text, double x, double y, TextStyle style, Align align) {
    String place = " transform=\"translate(%s %s) rotate(-90)\"".formatted(number(x), number(y));
    write(text, place, style, align);
  }

  private void write(String text, String place, TextStyle style, Align align) {
    if (text.isBlank()) {
      return;
    }
    body.append("<text").append(place);
    body.append(" font-size=\"").append(number(style.size()));
    body.append("\" font-weight=\"").append(style.typeface() == Typeface.MEDIUM ? 500 : 400);
    body.append("\" text-anchor=\"").append(anchor(align));
    body.append("\" textLength=\"").append(number(style.width(text)));
    body.append("\" lengthAdjust=\"spacingAndGlyphs\" fill=\"").append(hex(style.color()));
    body.append("\">").append(Markup.escaped(text)).append("</text>\n");
  }

  /// The element.
  ///
  /// @param label what a reader who cannot see the picture is told
  public String element(String label) {
    String form =
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" font-family="%3$s" role="img" aria-label="%4$s">
        <rect width="100%%" height="100%%" fill="#fff"/>
        %5$s</svg>
        """;
    return String.format(Locale.ROOT, form, width, height, FONTS, Markup.escaped(label), body);
  }

  private static String anchor(Align align) {
    return switch (align) {
      case START -> "start";
      case MIDDLE -> "middle";
      case END -> "end";
    };
  }

  private static String path(Shape shape) {
    StringBuilder path = new StringBuilder();
    double[] points = new double[6];
    for (PathIterator part = shape.getPathIterator(null); !part.isDone(); part.next()) {
      int kind = part.currentSegment(points);
      path.append("MLQCZ".charAt(kind));
      int numbers = kind == PathIterator.SEG_CLOSE ? 0 : 2 * Math.max(1, kind);
      path.append(
          Arrays.stream(points, 0, numbers)
              .mapToObj(SvgSheet::number)
              .collect(Collectors.joining(" ")));
    }
    return path.toString();
  }

  /// Two decimals, as far as they are needed.
  private static String number(double value) {
    if (Math.abs(value - Math.rint(value)) < TINY) {
      return Long.toString(Math.round(value));
    }
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String hex(Color color) {
    return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xFFFFFF);
  }
}
