package io.churnflow.learning.trees;

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
      require(roots[tree] == end, "a root at " + end, end, roots[tree]);
      end = endOfTree(end, feature, value, right);
    }
    require(end == feature.length, "the end", end, "more nodes");
  }

  /// Walks one tree in pre-order: the stack holds the right subtrees that are still to come.
  private static int endOfTree(int root, int[] feature, double[] value, int[] right) {
    int[] rights = new int[TreeEnsemble.MAX_DEPTH + 1];
    int[] depths = new int[TreeEnsemble.MAX_DEPTH + 1];
    int open = 0;
    int depth = 0;
    for (int node = root; ; node++) {
      checkNode(node, feature, value, right);
      if (feature[node] != TreeEnsemble.LEAF) {
        depth++;
        require(depth <= TreeEnsemble.MAX_DEPTH, "fewer splits above", node, depth);
        rights[open] = right[node];
        depths[open++] = depth;
      } else if (open == 0) {
        return node + 1;
      } else {
        int awaited = rights[--open];
        depth = depths[open];
        require(awaited == node + 1, "its parent's right child next", node, awaited);
      }
    }
  }

  private static void checkNode(int node, int[] feature, double[] value, int[] right) {
    require(node < feature.length, "a node", node, "the end");
    require(Double.isFinite(value[node]), "a finite value", node, value[node]);
    require(feature[node] >= TreeEnsemble.LEAF, "a column", node, feature[node]);
    boolean leaf = feature[node] == TreeEnsemble.LEAF;
    require(!leaf || right[node] == 0, "no child at a leaf", node, right[node]);
  }

  private static void require(boolean holds, String expected, int node, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "tree node %d: expected %s, found %s".formatted(node, expected, found));
    }
  }
}
