package io.churnflow.learning.trees;

import java.util.Arrays;

/// How many training rows reached each node: a leaf's rows, and at a split the sum of its sides.
final class NodeCovers {
  private NodeCovers() {}

  /// The covers of all nodes.
  ///
  /// @param leaves one a leaf, in the order of the nodes
  static int[] ofLeaves(int[] feature, int[] right, int[] leaves) {
    int[] cover = new int[feature.length];
    int leaf = 0;
    for (int node = 0; node < feature.length; node++) {
      if (feature[node] == TreeEnsemble.LEAF) {
        require(leaf < leaves.length, "leaf covers", "one a leaf", leaves.length);
        cover[node] = leaves[leaf++];
      }
    }
    require(leaf == leaves.length, "leaf covers", leaf, leaves.length);
    addUp(feature, right, cover);
    return cover;
  }

  /// Fills in the splits' covers; those of leaves are there.
  static void addUp(int[] feature, int[] right, int[] cover) {
    for (int node = feature.length - 1; node >= 0; node--) {
      if (feature[node] != TreeEnsemble.LEAF) {
        long sum = (long) cover[node + 1] + cover[right[node]];
        cover[node] = (int) Math.clamp(sum, Integer.MIN_VALUE, Integer.MAX_VALUE);
      }
    }
  }

  /// @param cover one a node, or none
  static void check(int[] feature, int[] right, int[] cover) {
    if (cover.length == 0) {
      return;
    }
    require(cover.length == feature.length, "covers", feature.length, cover.length);
    require(Arrays.stream(cover).allMatch(rows -> rows > 0), "covers", "1 or more", "fewer");
    for (int node = 0; node < cover.length; node++) {
      if (feature[node] != TreeEnsemble.LEAF) {
        long sum = (long) cover[node + 1] + cover[right[node]];
        require(sum == cover[node], "cover of node " + node, sum, cover[node]);
      }
    }
  }

  private static void require(boolean holds, String what, Object expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "tree %s: expected %s, found %s".formatted(what, expected, found));
    }
  }
}
