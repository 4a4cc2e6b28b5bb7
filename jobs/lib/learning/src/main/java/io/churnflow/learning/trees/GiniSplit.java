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

  /// How rows are parted.
  Parting parting = Parting.NONE;

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
    parting = Parting.NONE;
  }

  /// Tries every cut and every set of one column.
  ///
  /// @param sets of bins, bit b for bin b
  void consider(int column, BinCounts counts, long[] sets) {
    cuts(column, counts);
    for (int set = 0; set < sets.length; set++) {
      part(column, counts, set, sets[set]);
    }
  }

  private void cuts(int column, BinCounts counts) {
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
      if (keepIfBetter(belowRows, belowDraws, belowPositives)) {
        parting = new Parting(column, (counts.bin[i] + counts.bin[i + 1] - 1) >>> 1, -1);
      }
    }
  }

  private void part(int column, BinCounts counts, int set, long bins) {
    int insideRows = 0;
    int insideDraws = 0;
    int insidePositives = 0;
    for (int i = 0; i < counts.size; i++) {
      int inside = -(int) (bins >>> counts.bin[i] & 1);
      insideRows += counts.rows[i] & inside;
      insideDraws += counts.draws[i] & inside;
      insidePositives += counts.positives[i] & inside;
    }
    if (insideRows >= minLeaf
        && nodeRows - insideRows >= minLeaf
        && keepIfBetter(insideRows, insideDraws, insidePositives)) {
      parting = new Parting(column, 0, set);
    }
  }

  /// Keeps a left side that is better than the best one so far, and says whether it is.
  private boolean keepIfBetter(int leftRows, int leftDraws, int leftPositives) {
    double score = score(leftDraws, leftPositives);
    if (score <= best) {
      return false;
    }
    best = score;
    rows = leftRows;
    draws = leftDraws;
    positives = leftPositives;
    return true;
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
