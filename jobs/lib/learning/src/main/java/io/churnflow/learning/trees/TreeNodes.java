package io.churnflow.learning.trees;

import java.util.Arrays;
import java.util.List;

/// Nodes of one or more trees as they are written, in pre-order.
final class TreeNodes {
  private int[] feature = new int[64];
  private double[] value = new double[64];
  private int[] right = new int[64];
  private int[] cover = new int[64];
  private int size;

  /// Appends a leaf.
  ///
  /// @param rows how many training rows reach it, a row drawn twice counting twice
  /// @return its number
  int leaf(double leafValue, int rows) {
    int leaf = add(TreeEnsemble.LEAF, leafValue);
    cover[leaf] = rows;
    return leaf;
  }

  /// Appends a split, whose left subtree must be appended next.
  ///
  /// @return its number, for [#right]
  int split(int column, double threshold) {
    return add(column, threshold);
  }

  /// Says that what is appended next is the right subtree of a split.
  void right(int split) {
    right[split] = size;
  }

  private int add(int column, double number) {
    if (size == feature.length) {
      feature = Arrays.copyOf(feature, size * 2);
      value = Arrays.copyOf(value, size * 2);
      right = Arrays.copyOf(right, size * 2);
      cover = Arrays.copyOf(cover, size * 2);
    }
    feature[size] = column;
    value[size] = number;
    return size++;
  }

  /// Adds the tree's value for each row.
  ///
  /// @param columns what the splits' columns hold, one value a row
  void addTo(double[][] columns, double[] sums) {
    for (int row = 0; row < sums.length; row++) {
      int node = 0;
      while (feature[node] != TreeEnsemble.LEAF) {
        node = columns[feature[node]][row] <= value[node] ? node + 1 : right[node];
      }
      sums[row] += value[node];
    }
  }

  /// All trees, one after the other, as one ensemble.
  static TreeEnsemble ensemble(List<TreeNodes> trees, TreeEnsemble.Kind kind, double base) {
    int total = trees.stream().mapToInt(tree -> tree.size).sum();
    int[] roots = new int[trees.size()];
    int[] feature = new int[total];
    double[] value = new double[total];
    int[] right = new int[total];
    int[] cover = new int[total];
    int start = 0;
    for (int number = 0; number < roots.length; number++) {
      TreeNodes tree = trees.get(number);
      roots[number] = start;
      System.arraycopy(tree.feature, 0, feature, start, tree.size);
      System.arraycopy(tree.value, 0, value, start, tree.size);
      System.arraycopy(tree.cover, 0, cover, start, tree.size);
      for (int node = 0; node < tree.size; node++) {
        right[start + node] = tree.right[node] == 0 ? 0 : start + tree.right[node];
      }
      start += tree.size;
    }
    NodeCovers.addUp(feature, right, cover);
    return new TreeEnsemble(roots, feature, value, right, cover, kind, base);
  }
}
