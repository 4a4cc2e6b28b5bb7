package io.churnflow.learning.trees;

import java.util.Arrays;

/// Cuts a column's values into at most 256 bins, without looking at labels.
///
/// With up to 256 distinct values each has a bin of its own and edges are midway; with more, edges
/// are at equally spaced ranks.
final class BinEdges {
  static final int MAX_BINS = 256;

  private BinEdges() {}

  /// Ascending thresholds: bin b holds the values above edge b - 1 and at most edge b.
  static double[] of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] distinct = distinct(sorted);
    if (distinct.length <= MAX_BINS) {
      double[] edges = new double[Math.max(distinct.length - 1, 0)];
      for (int i = 0; i < edges.length; i++) {
        edges[i] = between(distinct[i], distinct[i + 1]);
      }
      return edges;
    }
    return ranked(sorted, distinct);
  }

  private static double[] distinct(double[] sorted) {
    double[] distinct = new double[sorted.length];
    int count = 0;
    for (double value : sorted) {
      if (count == 0 || value != distinct[count - 1]) {
        distinct[count++] = value;
      }
    }
    return Arrays.copyOf(distinct, count);
  }

  private static double[] ranked(double[] sorted, double[] distinct) {
    double[] edges = new double[MAX_BINS - 1];
    int count = 0;
    for (int bin = 1; bin < MAX_BINS; bin++) {
      double low = sorted[(int) ((long) sorted.length * bin / MAX_BINS) - 1];
      int next = Arrays.binarySearch(distinct, low) + 1;
      if (next == distinct.length) {
        break;
      }
      double edge = between(low, distinct[next]);
      if (count == 0 || edge > edges[count - 1]) {
        edges[count++] = edge;
      }
    }
    return Arrays.copyOf(edges, count);
  }

  /// The middle, at least `low` and below `high` in double precision.
  private static double between(double low, double high) {
    double middle = low / 2 + high / 2;
    return middle >= low && middle < high ? middle : low;
  }

  /// The bin of a value: how many edges are below it.
  static int bin(double[] edges, double value) {
    int found = Arrays.binarySearch(edges, value);
    return found >= 0 ? found : -found - 1;
  }
}
