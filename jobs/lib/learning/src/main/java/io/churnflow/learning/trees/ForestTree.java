package io.churnflow.learning.trees;

import io.churnflow.learning.RandomForest;
import io.churnflow.learning.Randomness;

/// Grows one tree of a random forest, depth first, on counts of whole numbers: no rounding, so no
/// order of summation matters.
final class ForestTree {
  private final BinnedColumns columns;
  private final Randomness random;
  private final int minLeaf;
  private final int maxDepth;
  private final int candidates;
  private final long[] drawn;
  private final int[] rows;
  private final int[] order;
  private final long[] histogram = new long[BinEdges.MAX_BINS];
  private final TreeNodes nodes = new TreeNodes();

  /// @param drawn each row's [Counts]
  ForestTree(BinnedColumns columns, long[] drawn, RandomForest options, Randomness random) {
    this.columns = columns;
    this.random = random;
    this.minLeaf = options.minLeaf();
    this.maxDepth = options.maxDepth();
    this.candidates = ForestFit.candidates(options, columns.width());
    this.drawn = drawn;
    this.rows = new int[drawn.length];
    this.order = new int[columns.width()];
    for (int column = 0; column < order.length; column++) {
      order[column] = column;
    }
  }

  TreeNodes grow() {
    int size = 0;
    long total = 0;
    for (int row = 0; row < drawn.length; row++) {
      if (drawn[row] != 0) {
        rows[size++] = row;
        total += drawn[row];
      }
    }
    grow(0, size, total, 0);
    return nodes;
  }

  /// Appends the subtree of `rows[from, to)`, whose [Counts] add up to `total`.
  private void grow(int from, int to, long total, int depth) {
    int draws = Counts.draws(total);
    int positives = Counts.positives(total);
    boolean pure = positives == 0 || positives == draws;
    GiniSplit split = new GiniSplit(total, minLeaf);
    if (!pure && to - from >= 2 * minLeaf && depth < maxDepth) {
      search(from, to, split);
    }
    if (split.column < 0) {
      nodes.leaf((double) positives / draws);
      return;
    }
    int middle = columns.partition(rows, from, to, split.column, split.bin);
    int node = nodes.split(split.column, columns.edges()[split.column][split.bin]);
    grow(from, middle, split.left, depth + 1);
    nodes.right(node);
    grow(middle, to, total - split.left, depth + 1);
  }

  /// Looks at random columns: as many as asked for, and then on until one of them can be split at
  /// all.
  private void search(int from, int to, GiniSplit split) {
    for (int looked = 0; looked < order.length; looked++) {
      if (looked >= candidates && split.column >= 0) {
        return;
      }
      int other = looked + random.nextInt(order.length - looked);
      int column = order[other];
      order[other] = order[looked];
      order[looked] = column;
      int bins = columns.bins(column);
      if (bins > 1) {
        fill(from, to, columns.bins()[column]);
        split.consider(column, histogram, bins);
      }
    }
  }

  private void fill(int from, int to, byte[] bins) {
    for (int i = from; i < to; i++) {
      int row = rows[i];
      histogram[bins[row] & 0xff] += drawn[row];
    }
  }
}
