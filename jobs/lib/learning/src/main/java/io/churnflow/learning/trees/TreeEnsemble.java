package io.churnflow.learning.trees;

import io.churnflow.learning.Logistic;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Trees in flat arrays. A tree's nodes stand in pre-order: a split is followed by its left
/// subtree, then by its right one, so that the left child of node i is node i + 1.
///
/// A row goes left where its value in the split's column is at most the split's threshold.
///
/// @param roots first node of each tree, ascending, starting with 0
/// @param feature a split's column from 0, or -1 at a leaf
/// @param value a split's threshold, a leaf's value; finite
/// @param right a split's right child; 0 at a leaf
/// @param cover how many training rows reached each node, a row drawn twice counting twice; empty
///   where that is not known
/// @param kind what is made of the leaf values that a row reaches
/// @param base log odds before any tree; 0 where the kind has none
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: models are large
public record TreeEnsemble(
    int[] roots, int[] feature, double[] value, int[] right, int[] cover, Kind kind, double base) {
  /// The `feature` of a leaf.
  public static final int LEAF = -1;

  /// Most splits from a root to a leaf.
  public static final int MAX_DEPTH = 64;

  /// What is made of leaf values. They are added in the order of the trees.
  public enum Kind {
    /// The probability is the mean of the trees' values, each in [0, 1]: a random forest.
    MEAN,
    /// The probability is the logistic function of the base plus the sum of the trees' values: a
    /// boosted ensemble.
    LOGISTIC_SUM
  }

  public TreeEnsemble {
    TreeShape.check(roots, feature, value, right);
    LeafValues.check(feature, value, kind, base);
    NodeCovers.check(feature, right, cover);
  }

  /// The same trees with the covers of their leaves, of which a split's is the sum.
  ///
  /// @param covers one a leaf, in the order of the nodes
  public TreeEnsemble withLeafCovers(int[] covers) {
    int[] ofNodes = NodeCovers.ofLeaves(feature, right, covers);
    return new TreeEnsemble(roots, feature, value, right, ofNodes, kind, base);
  }

  /// The same trees over columns of other numbers.
  ///
  /// @param places the new number of each column
  public TreeEnsemble renumbered(int[] places) {
    int[] renumbered =
        IntStream.of(feature).map(column -> column == LEAF ? LEAF : places[column]).toArray();
    return new TreeEnsemble(roots, renumbered, value, right, cover, kind, base);
  }

  /// The covers of the leaves, in the order of the nodes; none where they are not known.
  public int[] leafCovers() {
    return IntStream.range(0, cover.length)
        .filter(node -> feature[node] == LEAF)
        .map(node -> cover[node])
        .toArray();
  }

  /// Whether it is known how many training rows reached each node.
  public boolean hasCovers() {
    return cover.length > 0;
  }

  /// Least number of columns that the splits need.
  public int width() {
    return Arrays.stream(feature).max().orElse(LEAF) + 1;
  }

  /// Number of trees.
  public int trees() {
    return roots.length;
  }

  /// Number of splits and leaves.
  public int nodes() {
    return feature.length;
  }

  /// The probability of each row.
  ///
  /// @param columns at least [#width] columns of `rows` values, none NaN
  public double[] probabilities(double[][] columns, int rows) {
    return scorer().probabilities(columns, rows);
  }

  /// Makes the trees ready for any number of rows; that takes a look at every node.
  public Scorer scorer() {
    CompiledTrees compiled = CompiledTrees.of(this);
    return (columns, rows) -> {
      double[] sums = compiled.sums(columns, rows);
      for (int row = 0; row < rows; row++) {
        sums[row] =
            switch (kind) {
              case MEAN -> sums[row] / roots.length;
              case LOGISTIC_SUM -> Logistic.probability(sums[row] + base);
            };
      }
      return sums;
    };
  }

  /// Scores rows, also by several threads at once.
  @FunctionalInterface
  public interface Scorer {
    /// The probability of each row.
    ///
    /// @param columns at least [#width] columns of `rows` values, none NaN
    double[] probabilities(double[][] columns, int rows);
  }
}
