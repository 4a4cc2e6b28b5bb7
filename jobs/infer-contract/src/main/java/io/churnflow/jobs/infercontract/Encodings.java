package io.churnflow.jobs.infercontract;

import io.churnflow.contracts.pipeline.Dialect.Encoding;
import io.churnflow.runtime.csv.TextSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tells a file's encoding: by its byte order mark; without one UTF-16 by the zeros that ASCII has
/// in it, UTF-8 by the whole file being such, Latin 1 as what is left.
final class Encodings {
  private static final int LOOKED_AT = 1 << 16;

  private Encodings() {}

  /// Reads the whole file, in constant memory.
  ///
  /// @throws io.churnflow.runtime.DataException where it is no text
  static Encoding of(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(LOOKED_AT);
    }
    if (startsWith(head, 0xFE, 0xFF) || startsWith(head, 0xFF, 0xFE)) {
      return Encoding.UTF_16;
    }
    long even = zeros(head, 0);
    long odd = zeros(head, 1);
    if (even + odd > 0) {
      return ofWide(file, head, even, odd);
    }
    return startsWith(head, 0xEF, 0xBB, 0xBF) || isUtf8(file)
        ? Encoding.UTF_8
        : Encoding.ISO_8859_1;
  }

  /// Where there are zeros, the first character has one, and all are first or last bytes.
  private static Encoding ofWide(Path file, byte[] head, long even, long odd) {
    boolean wide = (head[0] == 0 && odd == 0) || (head.length > 1 && head[1] == 0 && even == 0);
    if (!wide) {
      throw TextSource.binary(file, Encoding.ISO_8859_1);
    }
    return Encoding.UTF_16;
  }

  private static boolean startsWith(byte[] head, int... mark) {
    if (head.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((head[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static long zeros(byte[] head, int first) {
    long zeros = 0;
    for (int place = first; place < head.length; place += 2) {
      zeros += head[place] == 0 ? 1 : 0;
    }
    return zeros;
  }

  private static boolean isUtf8(Path file) throws IOException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(LOOKED_AT);
    CharBuffer text = CharBuffer.allocate(LOOKED_AT);
    try (InputStream in = Files.newInputStream(file)) {
      boolean ended = false;
      while (!ended) {
        int read = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
        ended = read < bytes.remaining();
        bytes.position(bytes.position() + read).flip();
        if (decoder.decode(bytes, text.clear(), ended).isError()) {
          return false;
        }
        bytes.compact();
      }
    }
    return true;
  }
}
