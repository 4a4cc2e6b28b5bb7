package io.churnflow.reporting.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/// A sheet that becomes a picture: two pixels to the point, so that it is sharp on dense screens.
///
/// Only shapes are drawn, text as outlines too: the same calls give the same pixels everywhere.
public final class Canvas implements Sheet {
  /// Pixels to a point.
  public static final int SCALE = 2;

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
    place.translate(align.shift(style.width(text)), 0);
    place.scale(style.size(), style.size());
    Path2D outline = style.typeface().outline(text);
    outline.transform(place);
    fill(outline, style.color());
  }

  @Override
  public void inside(Rectangle2D bounds, Runnable action) {
    Shape before = graphics.getClip();
    graphics.clip(bounds);
    action.run();
    graphics.setClip(before);
  }

  /// The picture as a PNG file.
  public byte[] png() {
    return Png.of(image);
  }
}
