package io.churnflow.learning.trees;

/// The best split of a node so far, by Gini impurity.
///
/// For two classes, least impurity is the greatest sum of positives² / draws over both sides. Of
/// equal splits the first one stays.
final class GiniSplit {
  private final int minLeaf;
  private final double weight;
  private int nodeRows;
  private int nodeDraws;
  private int nodePositives;
  private double best;

  /// The column, or -1 where no split is better than none.
  int column = -1;

  /// Rows in this bin and below go left. Where bins around the cut are empty it is the one in the
  /// middle of them.
  int bin;

  /// Distinct rows that go left.
  int rows;

  /// Draws that go left.
  int draws;

  /// Positive draws that go left.
  int positives;

  /// @param minLeaf fewest distinct rows on either side
  /// @param weight of a positive draw, where a negative one weighs 1
  GiniSplit(int minLeaf, double weight) {
    this.minLeaf = minLeaf;
    this.weight = weight;
  }

  /// Begins with a node that is not split yet.
  void begin(int rowsOfNode, int drawsOfNode, int positivesOfNode) {
    nodeRows = rowsOfNode;
    nodeDraws = drawsOfNode;
    nodePositives = positivesOfNode;
    best = part(drawsOfNode, positivesOfNode) * (1 + 1e-12);
    column = -1;
  }

  /// Tries every cut of one column.
  void consider(int candidate, BinCounts counts) {
    int belowRows = 0;
    int belowDraws = 0;
    int belowPositives = 0;
    int last = counts.size - 1;
    for (int i = 0; i < last; i++) {
      belowRows += counts.rows[i];
      belowDraws += counts.draws[i];
      belowPositives += counts.positives[i];
      if (belowRows < minLeaf) {
        continue;
      }
      if (nodeRows - belowRows < minLeaf) {
        return;
      }
      double score = score(belowDraws, belowPositives);
      if (score > best) {
        best = score;
        column = candidate;
        bin = (counts.bin[i] + counts.bin[i + 1] - 1) >>> 1;
        rows = belowRows;
        draws = belowDraws;
        positives = belowPositives;
      }
    }
  }

  private double score(int belowDraws, int belowPositives) {
    return part(belowDraws, belowPositives)
        + part(nodeDraws - belowDraws, nodePositives - belowPositives);
  }

  /// The weight of the positive draws squared, by that of all draws.
  private double part(int ofDraws, int ofPositives) {
    double positive = weight * ofPositives;
    return positive * positive / (ofDraws - ofPositives + positive);
  }
}
