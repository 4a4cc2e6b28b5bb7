package io.churnflow.reporting;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/// A plot as another program's reader of PNG files sees it.
record Picture(BufferedImage image) {
  private static final int LEFT = 144;
  private static final int BOTTOM = 848;
  private static final int SIDE = 692;

  static Picture of(Plot plot) throws IOException {
    return new Picture(ImageIO.read(new ByteArrayInputStream(plot.png())));
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

  String digest() throws NoSuchAlgorithmException {
    int width = image.getWidth();
    int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    ByteBuffer bytes = ByteBuffer.allocate(4 * pixels.length);
    bytes.asIntBuffer().put(pixels);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }
}
