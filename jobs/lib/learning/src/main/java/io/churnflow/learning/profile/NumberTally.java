package io.churnflow.learning.profile;

import io.churnflow.contracts.SplitMix64;
import java.util.Arrays;

/// Of a column of numbers, whole numbers, booleans or timestamps.
record NumberTally(
    Moments moments,
    ValueSketch sketch,
    DistinctCount distinct,
    ClassCounts missing,
    long fingerprint)
    implements ColumnTally {

  /// @param values NaN is missing
  /// @param labels 1 or 0 a row
  /// @param firstRow the table's number of the first one, from 0
  static NumberTally of(double[] values, byte[] labels, long firstRow) {
    long[] missing = new long[2];
    long fingerprint = 0;
    for (int row = 0; row < values.length; row++) {
      missing[labels[row]] += Double.isNaN(values[row]) ? 1 : 0;
      fingerprint += ColumnTally.trace(firstRow + row, bits(values[row]));
    }
    long[] hashes =
        Arrays.stream(values)
            .filter(value -> !Double.isNaN(value))
            .mapToLong(value -> SplitMix64.mix(bits(value)))
            .toArray();
    return new NumberTally(
        Moments.of(values),
        ValueSketch.of(values, labels),
        DistinctCount.of(hashes),
        new ClassCounts(missing[0], missing[1]),
        fingerprint);
  }

  /// 0 and -0 are one number, and all that is missing is the same.
  private static long bits(double value) {
    return Double.doubleToLongBits(value + 0.0);
  }

  @Override
  public NumberTally merge(ColumnTally other) {
    if (!(other instanceof NumberTally more)) {
      throw new IllegalArgumentException("expected a tally of numbers, found one of levels");
    }
    return new NumberTally(
        moments.merge(more.moments),
        sketch.merge(more.sketch),
        distinct.merge(more.distinct),
        missing.plus(more.missing),
        fingerprint + more.fingerprint);
  }

  /// How many different numbers there are, as far as it is known.
  long distinctValues() {
    return sketch.isExact() ? sketch.size() : Math.max(sketch.size(), distinct.estimate());
  }

  boolean countsDistinct() {
    return sketch.isExact() || distinct.isExact();
  }
}
