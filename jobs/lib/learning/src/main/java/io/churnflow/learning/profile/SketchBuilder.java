package io.churnflow.learning.profile;

import java.util.Arrays;

/// Puts the cells of a [ValueSketch] together, which come in ascending order.
final class SketchBuilder {
  private final int shift;
  private final long[] keys;
  private final long[] negatives;
  private final long[] positives;
  private int size;

  SketchBuilder(int shift, int most) {
    this.shift = shift;
    keys = new long[most];
    negatives = new long[most];
    positives = new long[most];
  }

  void add(long key, long stayed, long left) {
    size += size == 0 || keys[size - 1] != key ? 1 : 0;
    keys[size - 1] = key;
    negatives[size - 1] += stayed;
    positives[size - 1] += left;
  }

  ValueSketch build() {
    return new ValueSketch(
        shift,
        Arrays.copyOf(keys, size),
        Arrays.copyOf(negatives, size),
        Arrays.copyOf(positives, size));
  }
}
