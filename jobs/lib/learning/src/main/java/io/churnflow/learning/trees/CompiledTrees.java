package io.churnflow.learning.trees;

import io.churnflow.learning.binning.BinEdges;
import io.churnflow.learning.binning.DistinctValues;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Trees made ready for scoring many rows: the same leaves, found faster.
///
/// A row's value in a column becomes a code, the number of the ensemble's thresholds below it:
/// "value ≤ threshold" is "code ≤ the threshold's place". A set is the rows that go left at one
/// threshold; a node names its set in a single word.
///
/// @param ensemble the trees
/// @param thresholds `[columns][thresholds]`, ascending
/// @param firstSets the number of each column's first set, then how many sets there are
/// @param nodes right child · 2^32 + set; -1 at a leaf
/// @param sortedBy the columns that trees split on: those with few thresholds first, since more
///   rows share their codes; among them the ones with most splits
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: models are large
record CompiledTrees(
    TreeEnsemble ensemble, double[][] thresholds, int[] firstSets, long[] nodes, int[] sortedBy) {
  /// Most thresholds of a column.
  static final int MOST = Character.MAX_VALUE;

  private static final int FEW = 8;

  /// @throws IllegalArgumentException where there are more than [#MOST] thresholds in a column
  static CompiledTrees of(TreeEnsemble ensemble) {
    int[] uses = uses(ensemble);
    double[][] thresholds = thresholds(ensemble, uses);
    int[] firstSets = new int[uses.length + 1];
    for (int column = 0; column < uses.length; column++) {
      firstSets[column + 1] = firstSets[column] + thresholds[column].length;
    }
    long[] nodes = new long[ensemble.nodes()];
    for (int node = 0; node < nodes.length; node++) {
      int column = ensemble.feature()[node];
      nodes[node] =
          column == TreeEnsemble.LEAF
              ? -1
              : ((long) ensemble.right()[node] << Integer.SIZE)
                  + firstSets[column]
                  + Arrays.binarySearch(thresholds[column], ensemble.value()[node] + 0.0);
    }
    return new CompiledTrees(ensemble, thresholds, firstSets, nodes, sortedBy(thresholds, uses));
  }

  private static int[] sortedBy(double[][] thresholds, int[] uses) {
    Comparator<Integer> fewFirst = Comparator.comparing(column -> thresholds[column].length > FEW);
    return IntStream.range(0, uses.length)
        .filter(column -> uses[column] > 0)
        .boxed()
        .sorted(fewFirst.thenComparing(column -> -uses[column]))
        .mapToInt(column -> column)
        .toArray();
  }

  /// How many nodes split on each column.
  private static int[] uses(TreeEnsemble ensemble) {
    int[] uses = new int[ensemble.width()];
    for (int column : ensemble.feature()) {
      if (column != TreeEnsemble.LEAF) {
        uses[column]++;
      }
    }
    return uses;
  }

  /// How many sets there are.
  int sets() {
    return firstSets[thresholds.length];
  }

  static int right(long node) {
    return (int) (node >>> Integer.SIZE);
  }

  static int set(long node) {
    return (int) node;
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
    if (many.length > MOST) {
      throw new IllegalArgumentException(
          "trees: expected at most %d thresholds of a column, found %d"
              .formatted(MOST, many.length));
    }
    return many;
  }

  /// The sum of the leaf values that each row reaches, in the order of the trees.
  ///
  /// @param columns as the trees see them, `rows` values each, none NaN
  double[] sums(double[][] columns, int rows) {
    double[] sums = new double[rows];
    ScoringBlock block = new ScoringBlock(this, rows);
    for (int start = 0; start < rows; start += block.capacity()) {
      block.sum(columns, start, Math.min(block.capacity(), rows - start), sums);
    }
    return sums;
  }
}
