package io.churnflow.runtime.csv;

import io.churnflow.contracts.pipeline.Dialect.Encoding;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// A file's text, with a digest of exactly the bytes that were read. Bytes that are no text of the
/// encoding are an error; a byte order mark is skipped, a NUL refused.
public final class TextSource implements AutoCloseable {
  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final MessageDigest digest;
  private final Reader reader;

  private TextSource(MessageDigest digest, Reader reader) {
    this.digest = digest;
    this.reader = reader;
  }

  /// @param encoding what the file's bytes are taken for
  /// @throws IOException where the file cannot be read
  public static TextSource open(Path file, Encoding encoding) throws IOException {
    MessageDigest digest = Digests.digest();
    InputStream bytes =
        new BufferedInputStream(new DigestInputStream(Files.newInputStream(file), digest));
    Reader text =
        new InputStreamReader(
            bytes,
            charset(bytes, encoding)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    return new TextSource(digest, new NoNul(file, encoding, text));
  }

  /// That a file has bytes that are no text of the encoding, and in which line.
  public static DataException broken(Path file, Encoding encoding) {
    return new DataException(
        "input %s, line %d: expected %s text, found bytes that are none"
            .formatted(file, brokenLine(file, encoding), encoding.label()));
  }

  /// That a file has a NUL, and in which line.
  public static DataException binary(Path file, Encoding encoding) {
    return new DataException(
        "input %s, line %d: expected a text file, found a binary one (it has a NUL character)"
            .formatted(file, brokenLine(file, encoding)));
  }

  private static long brokenLine(Path file, Encoding encoding) {
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
      return BrokenText.line(bytes, charset(bytes, encoding).newDecoder());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// What decodes the bytes, once a mark at their beginning is skipped.
  private static Charset charset(InputStream bytes, Encoding encoding) throws IOException {
    return switch (encoding) {
      case UTF_8 -> {
        bytes.mark(UTF_8_MARK.length);
        if (!Arrays.equals(bytes.readNBytes(UTF_8_MARK.length), UTF_8_MARK)) {
          bytes.reset();
        }
        yield StandardCharsets.UTF_8;
      }
      case UTF_16 -> {
        bytes.mark(2);
        byte[] first = bytes.readNBytes(2);
        bytes.reset();
        boolean littleFirst = first.length == 2 && first[0] != 0 && first[1] == 0;
        // Java's own UTF-16 obeys and skips the mark, and takes the big end first without one.
        yield littleFirst ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16;
      }
      case ISO_8859_1 -> StandardCharsets.ISO_8859_1;
    };
  }

  /// The text; a `CharacterCodingException` where bytes are none.
  public Reader reader() {
    return reader;
  }

  /// SHA-256 of the bytes read, in hex digits; to be asked once, at the end.
  public String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /// Refuses a NUL: what has one is no text.
  private static final class NoNul extends FilterReader {
    private final Path file;
    private final Encoding encoding;

    NoNul(Path file, Encoding encoding, Reader in) {
      super(in);
      this.file = file;
      this.encoding = encoding;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      if (next == 0) {
        throw binary(file, encoding);
      }
      return next;
    }

    @Override
    public int read(char[] buffer, int from, int length) throws IOException {
      int read = super.read(buffer, from, length);
      for (int i = from; i < from + read; i++) {
        if (buffer[i] == 0) {
          throw binary(file, encoding);
        }
      }
      return read;
    }
  }
}
