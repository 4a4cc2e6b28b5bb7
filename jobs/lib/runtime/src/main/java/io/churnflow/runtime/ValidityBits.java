package io.churnflow.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;

/// A bitmap as Arrow has it, a bit a row, filled word by word.
final class ValidityBits {
  private final long[] words;

  /// @param rows a multiple of 64
  ValidityBits(int rows) {
    words = new long[rows / Long.SIZE];
  }

  /// Whether a bit is set.
  @FunctionalInterface
  interface Bit {
    /// 1 or 0.
    long of(int row);
  }

  /// Sets the bits from `place` on, one for each of the rows from `from` on.
  void append(int place, int from, int rows, Bit bit) {
    int done = 0;
    while (done < rows) {
      int first = (place + done) % Long.SIZE;
      int some = Math.min(Long.SIZE - first, rows - done);
      long word = 0;
      for (int i = 0; i < some; i++) {
        word |= bit.of(from + done + i) << i;
      }
      words[(place + done) / Long.SIZE] |= word << first;
      done += some;
    }
  }

  /// Moves the bits of the first `rows` rows into a buffer; none is set afterwards.
  void flush(ArrowBuf buffer, int rows) {
    int used = (rows + Long.SIZE - 1) / Long.SIZE;
    buffer
        .nioBuffer(0, used * Long.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .put(words, 0, used);
    Arrays.fill(words, 0);
  }

  /// Reads the bits of `rows` rows, 64 a word.
  static long[] read(ArrowBuf buffer, int rows) {
    int bytes = (rows + Byte.SIZE - 1) / Byte.SIZE;
    byte[] padded = new byte[(bytes + Long.BYTES - 1) / Long.BYTES * Long.BYTES];
    buffer.getBytes(0, padded, 0, bytes);
    long[] words = new long[padded.length / Long.BYTES];
    ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
    return words;
  }

  static boolean isSet(long[] words, int row) {
    return (words[row / Long.SIZE] >>> row & 1) != 0;
  }
}
