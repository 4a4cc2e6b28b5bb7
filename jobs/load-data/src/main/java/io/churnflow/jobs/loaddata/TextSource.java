package io.churnflow.jobs.loaddata;

import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// A file's text, with a digest of exactly the bytes that were read: UTF-8, checked; a BOM is
/// skipped, a NUL refused.
final class TextSource implements AutoCloseable {
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final MessageDigest digest;
  private final Reader reader;

  private TextSource(MessageDigest digest, Reader reader) {
    this.digest = digest;
    this.reader = reader;
  }

  static TextSource open(Path file) throws IOException {
    MessageDigest digest = Digests.digest();
    InputStream bytes =
        new NoNul(
            file,
            new BufferedInputStream(new DigestInputStream(Files.newInputStream(file), digest)));
    bytes.mark(BOM.length);
    if (!java.util.Arrays.equals(bytes.readNBytes(BOM.length), BOM)) {
      bytes.reset();
    }
    return new TextSource(
        digest,
        new InputStreamReader(
            bytes,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  Reader reader() {
    return reader;
  }

  /// SHA-256 of the bytes read, in hex digits; to be asked once, at the end.
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /// Refuses a NUL byte: what has one is no text.
  private static final class NoNul extends FilterInputStream {
    private final Path file;

    NoNul(Path file, InputStream in) {
      super(in);
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      if (next == 0) {
        throw binary();
      }
      return next;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int read = super.read(buffer, from, length);
      for (int i = from; i < from + read; i++) {
        if (buffer[i] == 0) {
          throw binary();
        }
      }
      return read;
    }

    private DataException binary() {
      return new DataException(
          "input %s: expected a text file, found a binary one (it has a NUL byte)".formatted(file));
    }
  }
}
