package io.churnflow.reporting.draw;

import static io.churnflow.reporting.draw.FontTables.unsigned;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.nio.ByteBuffer;

/// Outlines of glyphs by number, in font units, y upwards (OpenType specification, "glyf" and
/// "loca").
record GlyphOutlines(ByteBuffer glyphs, ByteBuffer locations, boolean wideLocations) {
  private static final int HEADER = 10;
  private static final int WIDE_ARGUMENTS = 0x01;
  private static final int ARGUMENTS_ARE_OFFSETS = 0x02;
  private static final int MORE_COMPONENTS = 0x20;
  private static final int ONE_SCALE = 0x08;
  private static final int TWO_SCALES = 0x40;
  private static final int MATRIX = 0x80;

  Path2D outline(int glyph) {
    int start = location(glyph);
    int length = location(glyph + 1) - start;
    if (length == 0) {
      return new Path2D.Double();
    }
    ByteBuffer data = glyphs.slice(start, length);
    int contours = data.getShort(0);
    data.position(HEADER);
    return contours >= 0 ? SimpleGlyph.read(data, contours) : compound(data);
  }

  private int location(int glyph) {
    return wideLocations ? locations.getInt(4 * glyph) : 2 * unsigned(locations, 2 * glyph);
  }

  /// A glyph made of others, such as a letter and its accent.
  private Path2D compound(ByteBuffer data) {
    Path2D whole = new Path2D.Double();
    int flags;
    do {
      flags = data.getShort();
      int part = Short.toUnsignedInt(data.getShort());
      whole.append(outline(part).createTransformedShape(placement(data, flags)), false);
    } while ((flags & MORE_COMPONENTS) != 0);
    return whole;
  }

  private static AffineTransform placement(ByteBuffer data, int flags) {
    boolean wide = (flags & WIDE_ARGUMENTS) != 0;
    double x = wide ? data.getShort() : data.get();
    double y = wide ? data.getShort() : data.get();
    if ((flags & ARGUMENTS_ARE_OFFSETS) == 0) {
      x = 0; // two points to be laid on each other; no glyph of our fonts does this
      y = 0;
    }
    double[] matrix = matrix(data, flags);
    return new AffineTransform(matrix[0], matrix[1], matrix[2], matrix[3], x, y);
  }

  private static double[] matrix(ByteBuffer data, int flags) {
    if ((flags & ONE_SCALE) != 0) {
      double scale = fraction(data);
      return new double[] {scale, 0, 0, scale};
    }
    if ((flags & TWO_SCALES) != 0) {
      return new double[] {fraction(data), 0, 0, fraction(data)};
    }
    if ((flags & MATRIX) != 0) {
      return new double[] {fraction(data), fraction(data), fraction(data), fraction(data)};
    }
    return new double[] {1, 0, 0, 1};
  }

  private static double fraction(ByteBuffer data) {
    return data.getShort() / 16384.0;
  }
}
