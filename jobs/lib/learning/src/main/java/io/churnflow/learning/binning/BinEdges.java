package io.churnflow.learning.binning;

import java.util.Arrays;

/// Where a column is cut into at most 256 bins, without looking at labels.
///
/// With up to 256 distinct values each has a bin of its own and edges are midway; with more, edges
/// are at equally spaced ranks. Bin b holds the values above edge b - 1 and at most edge b.
public final class BinEdges {
  /// The most bins of a column.
  public static final int MAX_BINS = 256;

  /// Ranks of more values than this are read off every k-th of them.
  private static final int MOST_RANKED = 1 << 18;

  private BinEdges() {}

  /// Ascending edges of a column's values; NaN is no value.
  public static double[] of(double[] values) {
    double[] few = DistinctValues.atMost(MAX_BINS, values);
    if (few.length <= MAX_BINS) {
      Arrays.sort(few);
      return between(few, few.length);
    }
    double[] sample = present(values, Math.ceilDiv(values.length, MOST_RANKED));
    Arrays.sort(sample);
    double[] distinct = new double[sample.length];
    long[] counts = new long[sample.length];
    int size = 0;
    for (double value : sample) {
      if (size == 0 || value != distinct[size - 1]) {
        distinct[size++] = value;
      }
      counts[size - 1]++;
    }
    return of(distinct, counts, size);
  }

  /// Ascending edges between values of which each stands `counts` times.
  ///
  /// @param distinct ascending
  /// @param size how many of them there are; what is behind is not looked at
  static double[] of(double[] distinct, long[] counts, int size) {
    if (size <= MAX_BINS) {
      return between(distinct, size);
    }
    long total = Arrays.stream(counts, 0, size).sum();
    double[] edges = new double[MAX_BINS - 1];
    int made = 0;
    int place = 0;
    long below = counts[0];
    for (int bin = 1; bin < MAX_BINS; bin++) {
      while (below < total * bin / MAX_BINS) {
        below += counts[++place];
      }
      if (place + 1 == size) {
        break;
      }
      double edge = between(distinct[place], distinct[place + 1]);
      if (made == 0 || edge > edges[made - 1]) {
        edges[made++] = edge;
      }
    }
    return Arrays.copyOf(edges, made);
  }

  private static double[] between(double[] distinct, int size) {
    double[] edges = new double[Math.max(size - 1, 0)];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = between(distinct[i], distinct[i + 1]);
    }
    return edges;
  }

  /// Every `step`-th value that is one.
  private static double[] present(double[] values, int step) {
    double[] present = new double[Math.ceilDiv(values.length, step)];
    int size = 0;
    for (int i = 0; i < values.length; i += step) {
      if (!Double.isNaN(values[i])) {
        present[size++] = values[i];
      }
    }
    return Arrays.copyOf(present, size);
  }

  /// The middle, at least `low` and below `high` in double precision.
  private static double between(double low, double high) {
    double middle = low / 2 + high / 2;
    return middle >= low && middle < high ? middle : low;
  }

  /// The bin of a value: how many edges are below it.
  public static int bin(double[] edges, double value) {
    int from = 0;
    int length = edges.length;
    while (length > 0) {
      int half = length >>> 1;
      boolean above = edges[from + half] < value;
      from = above ? from + half + 1 : from;
      length = above ? length - half - 1 : half;
    }
    return from;
  }
}
