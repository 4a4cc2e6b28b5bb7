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

  /// Sets bits from `place` on.
  ///
  /// @param word the bits, the first row's the lowest; none beyond `rows`
  /// @param rows from 1 to 64
  void put(int place, long word, int rows) {
    int first = place % Long.SIZE;
    words[place / Long.SIZE] |= word << first;
    if (first + rows > Long.SIZE) {
      words[place / Long.SIZE + 1] |= word >>> Long.SIZE - first;
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
