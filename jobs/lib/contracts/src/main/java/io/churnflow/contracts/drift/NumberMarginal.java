package io.churnflow.contracts.drift;

import java.util.Arrays;

/// How many rows hold which number.
///
/// @param missing rows without a value
/// @param droppedBits how many of the last of a double's 52 bits are not told apart: 0 where every
///   number is there as it was
/// @param values the different numbers, ascending and finite; where bits are dropped, the middles
///   of the cells that numbers fall into
/// @param counts rows of each, at least 1
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public record NumberMarginal(long missing, int droppedBits, double[] values, long[] counts)
    implements Marginal {
  private static final int MANTISSA = 52;

  /// @throws IllegalArgumentException where a part is out of its range
  public NumberMarginal {
    Counts.check(missing, counts, values.length);
    if (droppedBits < 0 || droppedBits > Long.SIZE) {
      throw new IllegalArgumentException(
          "dropped_bits: expected a whole number from 0 to 64, found " + droppedBits);
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i]) || (i > 0 && !(values[i - 1] < values[i]))) {
        throw new IllegalArgumentException(
            "values: expected ascending numbers, found %s at place %d".formatted(values[i], i + 1));
      }
    }
  }

  @Override
  public long present() {
    return Arrays.stream(counts).sum();
  }

  /// How far a number may be from what stands for it, as a share of it; 0 where nothing is lost.
  public double tolerance() {
    return droppedBits == 0 ? 0 : Math.scalb(1.0, droppedBits - MANTISSA);
  }
}
