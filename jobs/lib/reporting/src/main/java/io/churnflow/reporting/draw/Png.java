package io.churnflow.reporting.draw;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes PNG files (ISO/IEC 15948) of 128 colours and nothing but the picture in them: no time, no
/// program's name. `javax.imageio` would do, at the price of a start of its own.
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte BITS = 8;
  private static final byte INDEXED = 3;

  /// As small as level 9 for charts, in less than half its time; 15 % smaller than level 6.
  private static final int LEVEL = 8;

  private Png() {}

  static byte[] of(BufferedImage image) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(SIGNATURE);
    chunk(file, "IHDR", header(image.getWidth(), image.getHeight()));
    Palette palette = Palette.of(image);
    chunk(file, "PLTE", palette.bytes());
    chunk(file, "IDAT", compressed(palette.scanLines(image)));
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static byte[] header(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    return header.put(BITS).put(INDEXED).put((byte) 0).put((byte) 0).put((byte) 0).array();
  }

  private static byte[] compressed(byte[] data) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    try (Deflater deflater = new Deflater(LEVEL)) {
      deflater.setInput(data);
      deflater.finish();
      while (!deflater.finished()) {
        result.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    return result.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(data);
    file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    file.writeBytes(name);
    file.writeBytes(data);
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
  }
}
