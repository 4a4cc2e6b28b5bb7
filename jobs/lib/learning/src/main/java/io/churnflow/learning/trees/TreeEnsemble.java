package io.churnflow.learning.trees;

import io.churnflow.learning.Logistic;
import java.util.Arrays;

/// Trees in flat arrays. A tree's nodes stand in pre-order: a split is followed by its left subtree, then by its right one, so that the
/// left child of node i is node i + 1.
///
/// A row goes left where its value in the split's column is at most the split's threshold. Its margin is `base` plus the sum or the mean of
/// the leaf values that it reaches, added in the order of the trees; the probability is the margin or its logistic function.
///
/// @param roots first node of each tree, ascending, starting with 0
/// @param feature a split's column from 0, or -1 at a leaf
/// @param value a split's threshold, a leaf's value; finite
/// @param right a split's right child; 0 at a leaf
/// @param aggregation sum or mean over trees
/// @param base added to the aggregate
/// @param link from margin to probability
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: models are large
public record TreeEnsemble(
    int[] roots,
    int[] feature,
    double[] value,
    int[] right,
    Aggregation aggregation,
    double base,
    Link link) {
  /// The `feature` of a leaf.
  public static final int LEAF = -1;

  private static final int BLOCK = 256;

  /// What is made of the trees' values.
  public enum Aggregation {
    SUM,
    MEAN
  }

  /// From margin to probability.
  public enum Link {
    IDENTITY,
    LOGISTIC
  }

  public TreeEnsemble {
    TreeShape.check(roots, feature, value, right);
    if (!Double.isFinite(base)) {
      throw new IllegalArgumentException("base: expected a finite number, found " + base);
    }
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
    double[] margin = new double[rows];
    for (int start = 0; start < rows; start += BLOCK) {
      int end = Math.min(rows, start + BLOCK);
      for (int root : roots) {
        for (int row = start; row < end; row++) {
          margin[row] += value[leaf(columns, row, root)];
        }
      }
    }
    for (int row = 0; row < rows; row++) {
      double total = aggregation == Aggregation.MEAN ? margin[row] / roots.length : margin[row];
      margin[row] = probability(total + base);
    }
    return margin;
  }

  private double probability(double margin) {
    return switch (link) {
      case IDENTITY -> Math.clamp(margin, 0.0, 1.0);
      case LOGISTIC -> Logistic.probability(margin);
    };
  }

  private int leaf(double[][] columns, int row, int root) {
    int node = root;
    while (feature[node] != LEAF) {
      node = columns[feature[node]][row] <= value[node] ? node + 1 : right[node];
    }
    return node;
  }
}
