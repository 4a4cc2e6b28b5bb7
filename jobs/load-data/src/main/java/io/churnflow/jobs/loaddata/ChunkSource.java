package io.churnflow.jobs.loaddata;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Parts a file into chunks of whole records and takes the digest of exactly the bytes that were
/// read. A byte order mark at the beginning is skipped.
///
/// A line feed ends a record where it is preceded by an even number of quotation marks. That holds
/// wherever quotation marks only surround cells and stand twice within them, and [CellIndex] takes
/// nothing else.
final class ChunkSource implements AutoCloseable {
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /// Longest chunk; a record that does not fit is left to the slow path.
  private static final int LONGEST = 1 << 23;

  private final InputStream in;
  private final InputDigest digest = new InputDigest();
  private final int size;
  private byte[] carried = {};
  private boolean begun;
  private boolean ended;

  private ChunkSource(InputStream in, int size) {
    this.in = in;
    this.size = size;
  }

  /// @param size how many bytes are read at a time
  static ChunkSource open(Path file, int size) throws IOException {
    return new ChunkSource(Files.newInputStream(file), size);
  }

  /// The next records, nothing at the file's end.
  Optional<Chunk> next() throws IOException {
    byte[] bytes = carried;
    int length = carried.length;
    int quotes = 0;
    int counted = 0;
    while (!ended) {
      bytes = Arrays.copyOf(bytes, length + size);
      length += read(bytes, length);
      quotes += Words.count(bytes, counted, length, (byte) '"');
      counted = length;
      int end = ended ? length : lastRecordEnd(bytes, length, quotes);
      if (end > 0) {
        carried = Arrays.copyOfRange(bytes, end, length);
        return chunk(bytes, end);
      }
      if (length > LONGEST) {
        throw new NotPlainException();
      }
    }
    return Optional.empty();
  }

  private int read(byte[] bytes, int from) throws IOException {
    int read = in.readNBytes(bytes, from, bytes.length - from);
    digest.add(bytes, from, from + read);
    ended = from + read < bytes.length;
    return read;
  }

  private static int lastRecordEnd(byte[] bytes, int length, int quotes) {
    boolean quoted = quotes % 2 == 1;
    for (int place = length - 1; place >= 0; place--) {
      if (bytes[place] == '"') {
        quoted = !quoted;
      } else if (bytes[place] == '\n' && !quoted) {
        return place + 1;
      }
    }
    return 0;
  }

  private Optional<Chunk> chunk(byte[] bytes, int end) {
    int from = 0;
    if (!begun && end >= BOM.length && Arrays.equals(bytes, 0, BOM.length, BOM, 0, BOM.length)) {
      from = BOM.length;
    }
    begun = true;
    return Optional.of(new Chunk(bytes, from, end, digest.taken()));
  }

  /// SHA-256 of the bytes read, in hex digits; to be asked once, after the last chunk.
  String sha256() {
    return digest.sha256();
  }

  @Override
  public void close() throws IOException {
    digest.close();
    in.close();
  }
}
