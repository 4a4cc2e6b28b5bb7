package io.churnflow.runtime.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/// Keeps a row from taking all memory, as one does whose quotation mark is never closed.
final class BoundedRows extends FilterReader {
  /// Longest row, in characters.
  static final int LONGEST = CsvRecords.LONGEST_ROW;

  private long read;

  BoundedRows(Reader in) {
    super(in);
  }

  /// A new row begins about here, but for what has been read ahead.
  void begin() {
    read = 0;
  }

  @Override
  public int read(char[] buffer, int from, int length) throws IOException {
    if (read > LONGEST) {
      throw new TooLongException();
    }
    int some = super.read(buffer, from, length);
    read += Math.max(0, some);
    return some;
  }

  /// The row does not end within the longest length.
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
