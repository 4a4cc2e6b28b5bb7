package io.churnflow.reporting;

import io.churnflow.reporting.draw.Canvas;
import java.awt.Color;
import java.awt.image.BufferedImage;

/// A plot as pixels.
record Picture(BufferedImage image) {
  private static final int LEFT = 144;
  private static final int BOTTOM = 848;
  private static final int SIDE = 692;

  static Picture of(Plot plot) {
    Canvas canvas = new Canvas(640, 480);
    plot.drawing().draw(canvas);
    return new Picture(canvas.image());
  }

  /// The colour at a place between the axes, each from 0 to 1.
  Color at(double x, double y) {
    int column = (int) Math.round(LEFT + x * SIDE);
    int row = (int) Math.round(BOTTOM - y * SIDE);
    return new Color(image.getRGB(column, row));
  }

  /// Whether anything is drawn in a rectangle of pixels.
  boolean hasInk(int x, int y, int width, int height) {
    for (int pixel : image.getRGB(x, y, width, height, null, 0, width)) {
      if (pixel != Color.WHITE.getRGB()) {
        return true;
      }
    }
    return false;
  }
}
