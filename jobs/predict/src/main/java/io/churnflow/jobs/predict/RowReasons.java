package io.churnflow.jobs.predict;

import java.util.List;

/// The reasons of consecutive rows.
///
/// @param count how many a row may have
/// @param columns `count` a row, the strongest first: an index into `words`, or [#NO_REASON]
/// @param words how to say each column
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
record RowReasons(int count, int[] columns, List<Cells> words) {
  static final int NO_REASON = -1;
  private static final byte[] NOTHING = {};

  /// Says one column in words.
  @FunctionalInterface
  interface Cells {
    /// UTF-8 for a row, from 0.
    byte[] of(int row);
  }

  /// The words for a row's reason, none where it has fewer.
  ///
  /// @param place from 0
  byte[] cell(int row, int place) {
    int column = columns[row * count + place];
    return column == NO_REASON ? NOTHING : words.get(column).of(row);
  }
}
