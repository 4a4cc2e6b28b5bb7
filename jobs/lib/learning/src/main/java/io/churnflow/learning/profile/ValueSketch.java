package io.churnflow.learning.profile;

import io.churnflow.learning.OrderedBits;
import java.util.Arrays;
import java.util.stream.IntStream;

/// How many rows of each class have which number, in cells whose width follows the numbers: what
/// quantiles, histograms, areas under the ROC curve and rates by range are read off.
///
/// A cell holds the numbers whose first bits are equal. With up to [#MOST] different numbers each
/// has a cell of its own and nothing is lost. With more, the fewest last bits are dropped that
/// bring their number down to that, as UDDSketch does by joining neighbouring buckets (Epicoco,
/// Melle, Cafaro, Pulimeno, Morleo: "UDDSketch: accurate tracking of quantiles in data streams",
/// 2020); counts stay exact, a number is known to within its cell, whose width is at most
/// [#relativeWidth] of it. How many bits that are depends on the numbers alone: neither their order
/// nor that of merging matters.
///
/// @param shift bits dropped
/// @param keys the cells, ascending
/// @param negatives rows of each cell
/// @param positives rows of each cell
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
record ValueSketch(int shift, long[] keys, long[] negatives, long[] positives) {
  /// Cells at most.
  static final int MOST = 8192;

  private static final int MANTISSA = 52;

  static final ValueSketch NONE = new ValueSketch(0, new long[0], new long[0], new long[0]);

  /// @param values NaN is missing and left out
  /// @param labels 1 or 0 a row
  static ValueSketch of(double[] values, byte[] labels) {
    ValueSketch stayed = of(keys(values, labels, 0), 0);
    ValueSketch left = of(keys(values, labels, 1), 1);
    return stayed.merge(left);
  }

  private static long[] keys(double[] values, byte[] labels, int label) {
    return IntStream.range(0, values.length)
        .filter(row -> labels[row] == label && !Double.isNaN(values[row]))
        .mapToLong(row -> OrderedBits.key(values[row]))
        .sorted()
        .toArray();
  }

  private static ValueSketch of(long[] sorted, int label) {
    long[] different = new long[sorted.length];
    long[] counts = new long[sorted.length];
    int size = 0;
    for (long key : sorted) {
      size += size == 0 || different[size - 1] != key ? 1 : 0;
      different[size - 1] = key;
      counts[size - 1]++;
    }
    long[] own = Arrays.copyOf(counts, size);
    long[] others = new long[size];
    long[] cells = Arrays.copyOf(different, size);
    return label == 0
        ? new ValueSketch(0, cells, own, others)
        : new ValueSketch(0, cells, others, own);
  }

  ValueSketch merge(ValueSketch other) {
    int common = Math.max(shift, other.shift);
    return shifted(common).joined(other.shifted(common)).narrowed();
  }

  private ValueSketch joined(ValueSketch other) {
    int most = keys.length + other.keys.length;
    SketchBuilder joined = new SketchBuilder(shift, most);
    int mine = 0;
    int theirs = 0;
    while (mine < keys.length || theirs < other.keys.length) {
      boolean fromMine =
          theirs == other.keys.length || (mine < keys.length && keys[mine] <= other.keys[theirs]);
      if (fromMine) {
        joined.add(keys[mine], negatives[mine], positives[mine]);
        mine++;
      } else {
        joined.add(other.keys[theirs], other.negatives[theirs], other.positives[theirs]);
        theirs++;
      }
    }
    return joined.build();
  }

  /// With as few bits dropped as [#MOST] cells allow.
  private ValueSketch narrowed() {
    return shifted(shift + OrderedBits.toDrop(keys, MOST));
  }

  private ValueSketch shifted(int to) {
    if (to == shift) {
      return this;
    }
    SketchBuilder wider = new SketchBuilder(to, keys.length);
    for (int cell = 0; cell < keys.length; cell++) {
      wider.add(keys[cell] >> (to - shift), negatives[cell], positives[cell]);
    }
    return wider.build();
  }

  /// Whether every number has a cell of its own.
  boolean isExact() {
    return shift == 0;
  }

  /// Width of a cell as a share of the numbers in it, at most; 0 where each has its own.
  double relativeWidth() {
    return isExact() ? 0 : Math.scalb(1.0, shift - MANTISSA);
  }

  int size() {
    return keys.length;
  }

  /// Rows of a cell.
  ClassCounts counts(int cell) {
    return new ClassCounts(negatives[cell], positives[cell]);
  }

  long rows() {
    return Arrays.stream(negatives).sum() + Arrays.stream(positives).sum();
  }

  /// The least number that a cell may hold.
  double low(int cell) {
    return OrderedBits.number(keys[cell] << shift);
  }

  /// The greatest number that a cell may hold.
  double high(int cell) {
    return OrderedBits.number((keys[cell] << shift) | ((1L << shift) - 1));
  }

  /// The middle of a cell, no further from any number in it than half its width.
  double value(int cell) {
    return OrderedBits.middle(keys[cell], shift);
  }
}
