package io.churnflow.learning.drift;

import io.churnflow.contracts.drift.NumberMarginal;
import io.churnflow.learning.OrderedBits;
import java.util.Arrays;
import java.util.stream.LongStream;

/// Marginals of numbers: making, merging, and what is read off them. With more than
/// [Marginals#MOST] different numbers neighbouring ones are counted together, see [OrderedBits];
/// how many depends on the numbers alone, neither on their order nor on that of merging.
final class Numbers {
  private Numbers() {}

  static NumberMarginal of(double[] values) {
    long[] keys =
        Arrays.stream(values)
            .filter(value -> !Double.isNaN(value))
            .mapToLong(OrderedBits::key)
            .sorted()
            .toArray();
    long[] ones = new long[keys.length];
    Arrays.fill(ones, 1);
    return narrowed(values.length - keys.length, 0, keys, ones);
  }

  static NumberMarginal merge(NumberMarginal first, NumberMarginal second) {
    int dropped = Math.max(first.droppedBits(), second.droppedBits());
    long[] keys = new long[first.values().length + second.values().length];
    long[] counts = new long[keys.length];
    int i = 0;
    int j = 0;
    for (int place = 0; place < keys.length; place++) {
      boolean fromFirst =
          j == second.values().length
              || (i < first.values().length && first.values()[i] <= second.values()[j]);
      keys[place] = OrderedBits.key(fromFirst ? first.values()[i] : second.values()[j]) >> dropped;
      counts[place] = fromFirst ? first.counts()[i++] : second.counts()[j++];
    }
    return narrowed(first.missing() + second.missing(), dropped, keys, counts);
  }

  /// With at least so many bits dropped.
  static NumberMarginal coarser(NumberMarginal marginal, int dropped) {
    if (marginal.droppedBits() >= dropped) {
      return marginal;
    }
    long[] keys =
        Arrays.stream(marginal.values())
            .mapToLong(value -> OrderedBits.key(value) >> dropped)
            .toArray();
    return joined(marginal.missing(), dropped, keys, marginal.counts());
  }

  /// @param keys ascending, equal ones next to each other
  private static NumberMarginal narrowed(long missing, int dropped, long[] keys, long[] counts) {
    NumberMarginal joined = joined(missing, dropped, keys, counts);
    if (joined.values().length <= Marginals.MOST) {
      return joined;
    }
    long[] different = LongStream.of(keys).distinct().toArray();
    return coarser(joined, dropped + OrderedBits.toDrop(different, Marginals.MOST));
  }

  private static NumberMarginal joined(long missing, int dropped, long[] keys, long[] counts) {
    double[] values = new double[keys.length];
    long[] rows = new long[keys.length];
    int size = 0;
    for (int i = 0; i < keys.length; i++) {
      if (i == 0 || keys[i] != keys[i - 1]) {
        values[size++] = OrderedBits.middle(keys[i], dropped);
      }
      rows[size - 1] += counts[i];
    }
    return new NumberMarginal(
        missing, dropped, Arrays.copyOf(values, size), Arrays.copyOf(rows, size));
  }

  /// The least number that at least this share of the rows is at or below: NumPy's `inverted_cdf`.
  ///
  /// @param share in (0, 1]
  /// @return NaN for no numbers
  static double quantile(NumberMarginal marginal, double share) {
    double rows = marginal.present() * share;
    long done = 0;
    for (int i = 0; i < marginal.values().length; i++) {
      done += marginal.counts()[i];
      if (done >= rows) {
        return marginal.values()[i];
      }
    }
    return Double.NaN;
  }

  /// Rows up to and including each edge and beyond the one before, then those beyond the last.
  ///
  /// @param edges ascending
  /// @return one number more than there are edges
  static long[] rowsBetween(double[] edges, NumberMarginal marginal) {
    long[] rows = new long[edges.length + 1];
    for (int i = 0; i < marginal.values().length; i++) {
      int found = Arrays.binarySearch(edges, marginal.values()[i]);
      rows[found < 0 ? -found - 1 : found] += marginal.counts()[i];
    }
    return rows;
  }

  /// The mean of the numbers; NaN for none.
  static double mean(NumberMarginal marginal) {
    return centralMoment(marginal, 0, 1);
  }

  /// The standard deviation with divisor n; NaN for no numbers.
  static double deviation(NumberMarginal marginal) {
    return Math.sqrt(centralMoment(marginal, mean(marginal), 2));
  }

  /// Mean of a power of the distances from a centre.
  static double centralMoment(NumberMarginal marginal, double centre, int power) {
    double sum = 0;
    for (int i = 0; i < marginal.values().length; i++) {
      sum += marginal.counts()[i] * power(marginal.values()[i] - centre, power);
    }
    return sum / marginal.present();
  }

  private static double power(double base, int power) {
    double product = 1;
    for (int i = 0; i < power; i++) {
      product *= base;
    }
    return product;
  }
}
