package io.churnflow.jobs.validatedata;

import io.churnflow.runtime.Quarantine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Which number in the input a row of the table has, where loading has put rows aside.
///
/// @param before for each row put aside, in order, how many rows of the table come before it
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
record RowNumbers(long[] before) {
  /// No row is put aside.
  static final RowNumbers ALL = new RowNumbers(new long[0]);

  /// @param putAside the numbers of the rows put aside, ascending; one may stand several times
  static RowNumbers without(long[] putAside) {
    long[] rows = Arrays.stream(putAside).distinct().toArray();
    for (int place = 0; place < rows.length; place++) {
      rows[place] -= place + 1;
    }
    return new RowNumbers(rows);
  }

  /// @param quarantines the files of the rows put aside, at most one
  static RowNumbers without(List<Path> quarantines) throws IOException {
    long[][] rows = {new long[16]};
    int[] size = new int[1];
    Quarantine.read(
        quarantines,
        reason -> {
          rows[0] = size[0] == rows[0].length ? Arrays.copyOf(rows[0], 2 * size[0]) : rows[0];
          rows[0][size[0]++] = reason.row();
        });
    return without(Arrays.copyOf(rows[0], size[0]));
  }

  /// How many rows are put aside.
  long putAside() {
    return before.length;
  }

  /// The number in the input, from 1, not counting the header.
  ///
  /// @param row the place in the table, from 0
  long of(long row) {
    int low = 0;
    int high = before.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (before[middle] <= row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return row + 1 + low;
  }
}
