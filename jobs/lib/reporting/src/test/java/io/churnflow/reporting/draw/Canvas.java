package io.churnflow.reporting.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/// A sheet of pixels, two to the point, on which tests look at what has been drawn. A text is the
/// box that it fills.
public final class Canvas implements Sheet {
  /// Pixels to a point.
  public static final int SCALE = 2;

  /// Height of a capital at size 1.
  private static final double CAPITALS = 0.7;

  private final BufferedImage image;
  private final Graphics2D graphics;

  /// @param width in points, more than 0
  /// @param height in points, more than 0
  public Canvas(int width, int height) {
    image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(SCALE, SCALE);
    fill(new Rectangle2D.Double(0, 0, width, height), Color.WHITE);
  }

  @Override
  public void fill(Shape shape, Color color) {
    graphics.setColor(color);
    graphics.fill(shape);
  }

  @Override
  public void line(Shape path, Color color, double width, float... dashes) {
    graphics.setColor(color);
    float[] pattern = dashes.length == 0 ? null : dashes;
    graphics.setStroke(
        new BasicStroke(
            (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, pattern, 0));
    graphics.draw(path);
  }

  @Override
  public void text(String text, double x, double y, TextStyle style, Align align) {
    write(text, new AffineTransform(1, 0, 0, 1, x, y), style, align);
  }

  @Override
  public void textUpwards(String text, double x, double y, TextStyle style, Align align) {
    write(text, new AffineTransform(0, -1, 1, 0, x, y), style, align);
  }

  private void write(String text, AffineTransform place, TextStyle style, Align align) {
    double width = style.width(text);
    double left = -width * align.ordinal() / 2;
    Shape box =
        new Rectangle2D.Double(left, -CAPITALS * style.size(), width, CAPITALS * style.size());
    fill(place.createTransformedShape(box), style.color());
  }

  /// What has been drawn.
  public BufferedImage image() {
    return image;
  }
}
