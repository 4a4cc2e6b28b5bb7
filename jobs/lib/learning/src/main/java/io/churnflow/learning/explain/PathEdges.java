package io.churnflow.learning.explain;

import io.churnflow.learning.trees.TreeEnsemble;
import java.util.stream.IntStream;

/// What an explanation must know of the edge that leads to each node of an ensemble; a root has
/// none.
///
/// @param share of the training rows that satisfied everything that was asked of the edge's column
///   on the way down to the edge, each split counted among the rows that reached it; in (0, 1]
/// @param above depth at which the nearest edge of the same column further up ends, 1 for an edge
///   from the root; 0 where there is none
/// @param columns of each tree, by its number: the most different ones on a way down
/// @param depth most edges on a way down
@SuppressWarnings("ArrayRecordComponent") // private to the package
record PathEdges(double[] share, int[] above, int[] columns, int depth) {

  /// @param ensemble with covers
  static PathEdges of(TreeEnsemble ensemble) {
    return new Builder(ensemble).build();
  }

  private static final class Builder {
    private final TreeEnsemble ensemble;
    private final double[] share;
    private final int[] above;
    private final double[] shareAt = new double[TreeEnsemble.MAX_DEPTH + 1];
    private final int[] columnAt = new int[TreeEnsemble.MAX_DEPTH + 1];
    private int most;
    private int deepest;

    Builder(TreeEnsemble ensemble) {
      this.ensemble = ensemble;
      this.share = new double[ensemble.nodes()];
      this.above = new int[ensemble.nodes()];
    }

    PathEdges build() {
      int[] columns = new int[ensemble.trees()];
      for (int tree = 0; tree < columns.length; tree++) {
        most = 0;
        node(ensemble.roots()[tree], 0, 0);
        columns[tree] = most;
      }
      return new PathEdges(share, above, columns, deepest);
    }

    private void node(int node, int depth, int different) {
      int column = ensemble.feature()[node];
      if (column == TreeEnsemble.LEAF) {
        most = Math.max(most, different);
        deepest = Math.max(deepest, depth);
        return;
      }
      int same = depth;
      while (same > 0 && columnAt[same] != column) {
        same--;
      }
      int below = different + (same == 0 ? 1 : 0);
      for (int child : new int[] {node + 1, ensemble.right()[node]}) {
        double kept = (double) ensemble.cover()[child] / ensemble.cover()[node];
        share[child] = kept * (same == 0 ? 1 : shareAt[same]);
        above[child] = same;
        shareAt[depth + 1] = share[child];
        columnAt[depth + 1] = column;
        node(child, depth + 1, below);
      }
    }
  }

  /// Quadrature points that a tree needs: they must integrate a product of one factor less than a
  /// way has columns.
  int points(int tree) {
    return Math.max(1, Math.ceilDiv(columns[tree], 2));
  }

  /// The most that any tree needs.
  int mostPoints() {
    return IntStream.range(0, columns.length).map(this::points).max().orElse(1);
  }
}
