package io.churnflow.jobs.loaddata;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Looks at bytes eight at a time, as one word.
final class Words {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
  private static final long HIGH_BITS = ~LOW_BITS;

  private Words() {}

  /// The eight bytes from a place on, the first the lowest.
  static long at(byte[] bytes, int place) {
    return (long) WORD.get(bytes, place);
  }

  /// How many of the bytes `from` to before `to` are this one.
  static int count(byte[] bytes, int from, int to, byte wanted) {
    long pattern = ONES * wanted;
    int count = 0;
    int place = from;
    for (; place + Long.BYTES <= to; place += Long.BYTES) {
      long differing = at(bytes, place) ^ pattern;
      // The high bit of each byte that does not differ, and of no other.
      count += Long.bitCount(~((differing & LOW_BITS) + LOW_BITS | differing | LOW_BITS));
    }
    for (; place < to; place++) {
      count += bytes[place] == wanted ? 1 : 0;
    }
    return count;
  }

  /// Checks that bytes are UTF-8 without a NUL.
  ///
  /// @throws NotPlainException where they are not
  static void requireText(byte[] bytes, int from, int to) {
    long high = 0;
    long zero = 0;
    int place = from;
    for (; place + Long.BYTES <= to; place += Long.BYTES) {
      long word = at(bytes, place);
      high |= word;
      zero |= (word - ONES) & ~word;
    }
    for (; place < to; place++) {
      high |= bytes[place];
      zero |= bytes[place] == 0 ? HIGH_BITS : 0;
    }
    if ((zero & HIGH_BITS) != 0) {
      throw new NotPlainException();
    }
    if ((high & HIGH_BITS) != 0) {
      requireUtf8(ByteBuffer.wrap(bytes, from, to - from));
    }
  }

  private static void requireUtf8(ByteBuffer bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer some = CharBuffer.allocate(1 << 13);
    CoderResult result;
    do {
      result = decoder.decode(bytes, some, true);
      some.clear();
    } while (result.isOverflow());
    if (result.isError()) {
      throw new NotPlainException();
    }
  }
}
