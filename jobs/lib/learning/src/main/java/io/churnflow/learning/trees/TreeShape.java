package io.churnflow.learning.trees;

import java.util.Arrays;

/// Checks that arrays hold whole trees in pre-order, so that every walk from a root ends at a leaf.
final class TreeShape {
  private TreeShape() {}

  static void check(int[] roots, int[] feature, double[] value, int[] right) {
    require(roots.length > 0, "at least one tree", 0, "none");
    require(
        feature.length == value.length && feature.length == right.length,
        "arrays of one length",
        0,
        feature.length + ", " + value.length + " and " + right.length);
    int end = 0;
    for (int tree = 0; tree < roots.length; tree++) {
      require(roots[tree] == end, "a root at " + end, end, "" + roots[tree]);
      end = endOfTree(end, feature, value, right);
    }
    require(end == feature.length, "the end", end, "more nodes");
  }

  /// Walks one tree in pre-order: `open` counts the subtrees that are still to come.
  private static int endOfTree(int root, int[] feature, double[] value, int[] right) {
    int node = root;
    int[] rights = new int[16];
    int open = 0;
    while (true) {
      require(node < feature.length, "a node", node, "the end");
      require(Double.isFinite(value[node]), "a finite value", node, "" + value[node]);
      require(feature[node] >= TreeEnsemble.LEAF, "a column", node, "" + feature[node]);
      if (feature[node] == TreeEnsemble.LEAF) {
        require(right[node] == 0, "no child at a leaf", node, "" + right[node]);
        node++;
        if (open == 0) {
          return node;
        }
        int awaited = rights[--open];
        require(awaited == node, "its parent's right child", node, "one at " + awaited);
      } else {
        rights = open == rights.length ? Arrays.copyOf(rights, open * 2) : rights;
        rights[open++] = right[node++];
      }
    }
  }

  private static void require(boolean holds, String expected, int node, String found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "tree node %d: expected %s, found %s".formatted(node, expected, found));
    }
  }
}
