package io.churnflow.runtime.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/// Finds the line in which bytes stop being text: those are met some thousand characters ahead of
/// what is being read, so that the place is only looked for where there is something to say.
public final class BrokenText {
  private static final int AT_A_TIME = 1 << 13;

  private final CharsetDecoder decoder;
  private long line = 1;
  private char last;
  private boolean found;

  private BrokenText(CharsetDecoder decoder) {
    this.decoder =
        decoder
            .reset()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /// The line, from 1, of the first NUL or the first bytes that are no text; the last line where
  /// there is neither. A line ends with a line feed, a carriage return, or both.
  ///
  /// @param bytes behind a mark of their order
  public static long line(InputStream bytes, CharsetDecoder decoder) throws IOException {
    return new BrokenText(decoder).read(bytes);
  }

  private long read(InputStream in) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(AT_A_TIME);
    CharBuffer text = CharBuffer.allocate(AT_A_TIME);
    boolean ended = false;
    while (!ended && !found) {
      int read = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
      ended = read < bytes.remaining();
      bytes.position(bytes.position() + read).flip();
      CoderResult result = decoder.decode(bytes, text.clear(), ended);
      count(text.flip());
      found |= result.isError();
      bytes.compact();
    }
    return line;
  }

  private void count(CharBuffer text) {
    while (text.hasRemaining() && !found) {
      char next = text.get();
      found = next == 0;
      line += next == '\r' || (next == '\n' && last != '\r') ? 1 : 0;
      last = next;
    }
  }
}
