package io.churnflow.learning.trees;

import io.churnflow.learning.binning.BinEdges;
import io.churnflow.learning.binning.DistinctValues;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Trees made ready for scoring many rows: the same leaves, found faster.
///
/// A row's value in a column becomes a code, the number of the ensemble's thresholds below it, so
/// that a node is a single word: "value ≤ threshold" is "code ≤ the threshold's place".
///
/// @param ensemble the trees
/// @param thresholds `[columns][thresholds]`, ascending
/// @param columnsByUse the columns that trees split on, most splits first
/// @param nodes right child · 2^32 + column · 2^16 + the threshold's place; -1 at a leaf
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: models are large
record CompiledTrees(
    TreeEnsemble ensemble, double[][] thresholds, long[] nodes, int[] columnsByUse) {
  /// Most columns, and thresholds of a column.
  static final int MOST = Character.MAX_VALUE;

  /// @throws IllegalArgumentException where there are more than [#MOST] columns, or thresholds in
  ///   one of them
  static CompiledTrees of(TreeEnsemble ensemble) {
    int[] uses = uses(ensemble);
    double[][] thresholds = thresholds(ensemble, uses);
    long[] nodes = new long[ensemble.nodes()];
    for (int node = 0; node < nodes.length; node++) {
      int column = ensemble.feature()[node];
      nodes[node] =
          column == TreeEnsemble.LEAF
              ? -1
              : ((long) ensemble.right()[node] << Integer.SIZE)
                  + ((long) column << Character.SIZE)
                  + Arrays.binarySearch(thresholds[column], ensemble.value()[node] + 0.0);
    }
    int[] columnsByUse =
        IntStream.range(0, uses.length)
            .filter(column -> uses[column] > 0)
            .boxed()
            .sorted(Comparator.comparingInt(column -> -uses[column]))
            .mapToInt(column -> column)
            .toArray();
    return new CompiledTrees(ensemble, thresholds, nodes, columnsByUse);
  }

  /// How many nodes split on each column.
  private static int[] uses(TreeEnsemble ensemble) {
    int width = ensemble.width();
    requireAtMost("columns", width);
    int[] uses = new int[width];
    for (int column : ensemble.feature()) {
      if (column != TreeEnsemble.LEAF) {
        uses[column]++;
      }
    }
    return uses;
  }

  static int right(long node) {
    return (int) (node >>> Integer.SIZE);
  }

  static int column(long node) {
    return (int) node >>> Character.SIZE;
  }

  static int place(long node) {
    return (int) node & MOST;
  }

  private static double[][] thresholds(TreeEnsemble ensemble, int[] uses) {
    int[] rest = uses.clone();
    double[][] all = new double[uses.length][];
    Arrays.setAll(all, column -> new double[uses[column]]);
    for (int node = 0; node < ensemble.nodes(); node++) {
      int column = ensemble.feature()[node];
      if (column != TreeEnsemble.LEAF) {
        all[column][--rest[column]] = ensemble.value()[node];
      }
    }
    Arrays.setAll(all, column -> distinct(all[column]));
    return all;
  }

  private static double[] distinct(double[] values) {
    double[] few = DistinctValues.atMost(BinEdges.MAX_BINS, values);
    if (few.length <= BinEdges.MAX_BINS) {
      Arrays.sort(few);
      return few;
    }
    double[] many = Arrays.stream(values).map(value -> value + 0.0).sorted().distinct().toArray();
    requireAtMost("thresholds of a column", many.length);
    return many;
  }

  private static void requireAtMost(String what, int found) {
    if (found > MOST) {
      throw new IllegalArgumentException(
          "trees: expected at most %d %s, found %d".formatted(MOST, what, found));
    }
  }

  /// The sum of the leaf values that each row reaches, in the order of the trees.
  ///
  /// @param columns as the trees see them, `rows` values each, none NaN
  double[] sums(double[][] columns, int rows) {
    double[] sums = new double[rows];
    ScoringBlock block = new ScoringBlock(this, rows);
    for (int start = 0; start < rows; start += block.capacity()) {
      block.load(columns, start, Math.min(block.capacity(), rows - start));
      for (int root : ensemble.roots()) {
        block.addLeaves(root);
      }
      block.finish(sums);
    }
    return sums;
  }
}
