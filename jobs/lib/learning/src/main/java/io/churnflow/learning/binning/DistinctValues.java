package io.churnflow.learning.binning;

import java.util.Arrays;

/// A small set of doubles, filled until it is known that there are too many: a column of few values
/// costs one look at each cell, one of many values only the first few hundred.
public final class DistinctValues {
  private final double[] slots;
  private final boolean[] used;
  private int size;

  private DistinctValues(int most) {
    int capacity = Integer.highestOneBit(4 * most);
    slots = new double[capacity];
    used = new boolean[capacity];
  }

  /// The distinct values in no order, NaN left out; of more than `most` the first `most` + 1.
  public static double[] atMost(int most, double[] values) {
    DistinctValues found = new DistinctValues(most);
    double last = Double.NaN;
    for (int i = 0; i < values.length && found.size <= most; i++) {
      if (values[i] != last && !Double.isNaN(values[i])) {
        last = values[i];
        found.add(last);
      }
    }
    return found.values();
  }

  private void add(double value) {
    double unsigned = value + 0.0; // -0.0 is 0.0
    long bits = Double.doubleToRawLongBits(unsigned) * 0x9E3779B97F4A7C15L;
    int slot = (int) (bits >>> 32) & (slots.length - 1);
    while (used[slot] && slots[slot] != unsigned) {
      slot = (slot + 1) & (slots.length - 1);
    }
    if (!used[slot]) {
      used[slot] = true;
      slots[slot] = unsigned;
      size++;
    }
  }

  private double[] values() {
    double[] values = new double[size];
    int next = 0;
    for (int slot = 0; slot < slots.length; slot++) {
      if (used[slot]) {
        values[next++] = slots[slot];
      }
    }
    return Arrays.copyOf(values, next);
  }
}
