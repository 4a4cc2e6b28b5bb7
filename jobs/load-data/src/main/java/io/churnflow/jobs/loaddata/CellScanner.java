package io.churnflow.jobs.loaddata;

/// Walks over the cells of a chunk. Quotation marks must surround a cell and stand twice within it;
/// the delimiter stands between cells; a line ends with a line feed, a carriage return, or both;
/// empty lines are none.
final class CellScanner {
  private static final byte QUOTE = '"';

  private final byte[] bytes;
  private final byte delimiter;
  private final int end;
  private int at;
  private int from;
  private int to;
  private boolean lastOfRecord;

  /// @param chunk whose quoted cells are changed in place, to what they mean, once they are hashed
  /// @param delimiter an ASCII character
  CellScanner(Chunk chunk, char delimiter) {
    chunk.hashed().join();
    bytes = chunk.bytes();
    this.delimiter = (byte) delimiter;
    at = chunk.from();
    end = chunk.to();
  }

  /// Goes to the next record.
  ///
  /// @return whether there is one
  boolean nextRecord() {
    while (at < end && isLineEnd(bytes[at])) {
      at++;
    }
    return at < end;
  }

  /// Where the next record begins, once the last one has been walked over.
  int place() {
    return at;
  }

  /// Goes to the record's next cell.
  ///
  /// @throws NotPlainException where it is quoted in another way
  void nextCell() {
    if (at < end && bytes[at] == QUOTE) {
      quoted();
    } else {
      from = at;
      to = endOfPlain();
    }
    boolean ended = at == end;
    lastOfRecord = ended || bytes[at] != delimiter;
    if (!ended) {
      at += bytes[at] == '\r' && at + 1 < end && bytes[at + 1] == '\n' ? 2 : 1;
    }
  }

  private int endOfPlain() {
    int place = at;
    int greatest = Math.max(delimiter, QUOTE); // few bytes of a cell are not greater
    while (place < end) {
      byte next = bytes[place];
      if (next <= greatest && (next == delimiter || isLineEnd(next))) {
        break;
      }
      if (next == QUOTE) {
        throw new NotPlainException();
      }
      place++;
    }
    at = place;
    return place;
  }

  private void quoted() {
    from = at + 1;
    int written = from;
    int place = from;
    while (true) {
      if (place == end) {
        throw new NotPlainException();
      }
      if (bytes[place] == QUOTE) {
        place++;
        if (place == end || bytes[place] != QUOTE) {
          break;
        }
      }
      bytes[written++] = bytes[place++];
    }
    if (place < end && bytes[place] != delimiter && !isLineEnd(bytes[place])) {
      throw new NotPlainException();
    }
    to = written;
    at = place;
  }

  private static boolean isLineEnd(byte next) {
    return next == '\n' || next == '\r';
  }

  /// Where the cell begins.
  int from() {
    return from;
  }

  /// Where it ends.
  int to() {
    return to;
  }

  /// Whether it is the last of its record.
  boolean isLastOfRecord() {
    return lastOfRecord;
  }
}
