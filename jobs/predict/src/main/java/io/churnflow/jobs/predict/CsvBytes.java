package io.churnflow.jobs.predict;

import io.churnflow.runtime.Utf8Texts;
import java.util.Arrays;

/// CSV as bytes of UTF-8, quoted just as commons-csv quotes by default.
final class CsvBytes {
  private static final byte QUOTE = '"';

  /// A text is quoted that begins with a character up to this one, which begins a comment
  /// elsewhere.
  private static final int LAST_QUOTED_FIRST = '#';

  /// Longest text of a double.
  private static final int LONGEST_NUMBER = 26;

  private byte[] bytes;
  private int length;

  CsvBytes(int expected) {
    bytes = new byte[expected];
  }

  /// A text as the first cell of its row; nothing where it is missing.
  void firstCell(Utf8Texts texts, int row) {
    if (!texts.missing().get(row)) {
      text(texts.bytes(), texts.start(row), texts.end(row));
    }
  }

  /// A text as a cell that is not the first of its row; nothing where it is empty.
  void cell(byte[] text) {
    if (text.length > 0) {
      text(text, 0, text.length);
    }
  }

  private void text(byte[] text, int from, int to) {
    reserve(2 * (to - from) + 2);
    if (needsQuotes(text, from, to)) {
      quoted(text, from, to);
    } else {
      System.arraycopy(text, from, bytes, length, to - from);
      length += to - from;
    }
  }

  private static boolean needsQuotes(byte[] text, int from, int to) {
    if (from == to
        || Byte.toUnsignedInt(text[from]) <= LAST_QUOTED_FIRST
        || Byte.toUnsignedInt(text[to - 1]) <= ' ') {
      return true;
    }
    for (int i = from; i < to; i++) {
      byte next = text[i];
      if (next == ',' || next == QUOTE || next == '\n' || next == '\r') {
        return true;
      }
    }
    return false;
  }

  private void quoted(byte[] text, int from, int to) {
    bytes[length++] = QUOTE;
    for (int i = from; i < to; i++) {
      if (text[i] == QUOTE) {
        bytes[length++] = QUOTE;
      }
      bytes[length++] = text[i];
    }
    bytes[length++] = QUOTE;
  }

  void comma() {
    one(',');
  }

  void lineFeed() {
    one('\n');
  }

  private void one(char letter) {
    reserve(1);
    bytes[length++] = (byte) letter;
  }

  /// The shortest text that reads back as this double.
  void number(double value) {
    reserve(LONGEST_NUMBER);
    String text = Double.toString(value);
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  /// Bytes as they are.
  void raw(byte[] some) {
    reserve(some.length);
    System.arraycopy(some, 0, bytes, length, some.length);
    length += some.length;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.addExact(2 * length, more));
    }
  }

  PredictionsFile.Lines lines() {
    return new PredictionsFile.Lines(bytes, length);
  }
}
