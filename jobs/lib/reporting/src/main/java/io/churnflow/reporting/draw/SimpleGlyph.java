package io.churnflow.reporting.draw;

import java.awt.geom.Path2D;
import java.nio.ByteBuffer;

/// A glyph of closed contours of straight lines and quadratic curves (OpenType specification,
/// "Simple Glyph Description"). Between two points off the curve lies one on it, half-way.
final class SimpleGlyph {
  private static final int ON_CURVE = 0x01;
  private static final int REPEAT = 0x08;
  private static final int X_SHORT = 0x02;
  private static final int X_SAME = 0x10;
  private static final int Y_SHORT = 0x04;
  private static final int Y_SAME = 0x20;

  private final byte[] flags;
  private final int[] x;
  private final int[] y;

  private SimpleGlyph(byte[] flags, int[] x, int[] y) {
    this.flags = flags;
    this.x = x;
    this.y = y;
  }

  /// @param data stands behind the glyph's header
  static Path2D read(ByteBuffer data, int contours) {
    int[] ends = new int[contours];
    for (int i = 0; i < contours; i++) {
      ends[i] = Short.toUnsignedInt(data.getShort()) + 1;
    }
    skipInstructions(data);
    byte[] flags = flags(data, contours == 0 ? 0 : ends[contours - 1]);
    int[] x = coordinates(data, flags, X_SHORT, X_SAME);
    int[] y = coordinates(data, flags, Y_SHORT, Y_SAME);
    SimpleGlyph glyph = new SimpleGlyph(flags, x, y);
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    for (int i = 0; i < contours; i++) {
      glyph.contour(path, i == 0 ? 0 : ends[i - 1], ends[i]);
    }
    return path;
  }

  private static void skipInstructions(ByteBuffer data) {
    int length = Short.toUnsignedInt(data.getShort());
    data.position(data.position() + length);
  }

  private static byte[] flags(ByteBuffer data, int points) {
    byte[] flags = new byte[points];
    for (int i = 0; i < points; i++) {
      byte flag = data.get();
      flags[i] = flag;
      int repeats = (flag & REPEAT) == 0 ? 0 : Byte.toUnsignedInt(data.get());
      for (; repeats > 0; repeats--) {
        flags[++i] = flag;
      }
    }
    return flags;
  }

  private static int[] coordinates(ByteBuffer data, byte[] flags, int oneByte, int same) {
    int[] coordinates = new int[flags.length];
    int at = 0;
    for (int i = 0; i < flags.length; i++) {
      boolean marked = (flags[i] & same) != 0;
      if ((flags[i] & oneByte) != 0) {
        int step = Byte.toUnsignedInt(data.get());
        at += marked ? step : -step;
      } else if (!marked) {
        at += data.getShort();
      }
      coordinates[i] = at;
    }
    return coordinates;
  }

  private boolean onCurve(int point) {
    return (flags[point] & ON_CURVE) != 0;
  }

  private void contour(Path2D path, int start, int end) {
    int last = end - 1;
    if (onCurve(start)) {
      path.moveTo(x[start], y[start]);
    } else if (onCurve(last)) {
      path.moveTo(x[last], y[last]);
    } else {
      path.moveTo((x[start] + x[last]) / 2.0, (y[start] + y[last]) / 2.0);
    }
    for (int point = start; point < end; point++) {
      step(path, point, point == last ? start : point + 1);
    }
    path.closePath();
  }

  private void step(Path2D path, int point, int next) {
    if (onCurve(point)) {
      path.lineTo(x[point], y[point]);
    } else if (onCurve(next)) {
      path.quadTo(x[point], y[point], x[next], y[next]);
    } else {
      path.quadTo(x[point], y[point], (x[point] + x[next]) / 2.0, (y[point] + y[next]) / 2.0);
    }
  }
}
