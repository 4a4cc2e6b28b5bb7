package io.churnflow.learning.trees;

import io.churnflow.learning.binning.BinnedRows;
import io.churnflow.learning.binning.RowLayout;

/// The rows of a bootstrap sample, each with its counts: `stride` words a record, of which the
/// first is its [Counts] and the others are its bins ([BinnedRows]).
///
/// Growing a tree moves records: those of a node stand side by side, so that deep nodes fit the
/// cache and no look goes through an index.
///
/// @param words the records
/// @param layout of the bins' words
/// @param size number of records
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: private to a tree
record SampleRecords(long[] words, RowLayout layout, int size) {

  /// Takes the drawn rows together, in their order.
  ///
  /// @param labels 1 or 0 a row
  static SampleRecords of(BinnedRows rows, byte[] labels, Bootstrap sample) {
    int own = rows.stride();
    int stride = own + 1;
    long[] words = new long[sample.rows() * stride];
    int target = 0;
    for (int row = 0; row < labels.length; row++) {
      int draws = sample.draws()[row] & 0xff;
      if (draws != 0) {
        words[target] = Counts.of(draws, labels[row]);
        for (int word = 0; word < own; word++) {
          words[target + 1 + word] = rows.words()[row * own + word];
        }
        target += stride;
      }
    }
    return new SampleRecords(words, rows.layout(), sample.rows());
  }

  /// Words of a record.
  int stride() {
    return layout.stride() + 1;
  }

  /// Room for as many records.
  SampleRecords room() {
    return new SampleRecords(new long[words.length], layout, size);
  }

  /// The sum of a record range's counts: draws in the upper half, positive draws in the lower.
  long total() {
    long total = 0;
    for (int i = 0; i < words.length; i += stride()) {
      total += ((long) Counts.draws(words[i]) << Integer.SIZE) + Counts.positives(words[i]);
    }
    return total;
  }

  /// Copies records `from` to `to` into the same places of `target`, those that go left first, the
  /// others behind them in reverse order. Costs a read and a write of each word and no branch.
  ///
  /// @param goesRight 1 for each of the column's bins that goes right, else 0
  void partition(SampleRecords target, int from, int to, int column, byte[] goesRight) {
    long[] in = words;
    long[] out = target.words;
    int step = stride();
    int word = 1 + layout.word()[column];
    int shift = layout.shift()[column];
    int mask = layout.mask()[column];
    int left = from * step;
    int right = (to - 1) * step;
    for (int i = left, end = to * step; i < end; i += step) {
      int code = (int) (in[i + word] >>> shift) & mask;
      int above = -goesRight[code];
      int place = left + ((right - left) & above);
      for (int w = 0; w < step; w++) {
        out[place + w] = in[i + w];
      }
      left += step & ~above;
      right -= step & above;
    }
  }
}
