package io.churnflow.learning.trees;

import io.churnflow.learning.ClassWeights;
import io.churnflow.learning.RandomForest;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.binning.BinEdges;
import io.churnflow.learning.binning.BinnedRows;

/// Grows one tree of a random forest, depth first, on counts of whole numbers: no rounding, so no
/// order of summation matters.
///
/// Rows may weigh by their class when splits are chosen. A leaf holds the share of its draws as
/// they are: that is the weighted share with its odds divided by the weights' quotient.
final class ForestTree {
  private final BinnedRows columns;
  private final int minLeaf;
  private final int maxDepth;
  private final SplitSearch search;
  private final SampleRecords records;
  private final SampleRecords spare;
  private final TreeNodes nodes = new TreeNodes();
  private final byte[] right = new byte[BinEdges.MAX_BINS];

  /// @param sample of the rows
  ForestTree(
      BinnedRows columns,
      byte[] labels,
      Bootstrap sample,
      RandomForest options,
      Randomness random) {
    int candidates = ForestFit.candidates(options, columns.width());
    this.columns = columns;
    this.minLeaf = options.minLeaf();
    this.maxDepth = options.maxDepth();
    double weight = ClassWeights.of(options.classWeight(), labels).oddsFactor();
    GiniSplit split = new GiniSplit(minLeaf, weight);
    this.search = new SplitSearch(columns, candidates, split, random, sample.most());
    this.records = SampleRecords.of(columns, labels, sample);
    this.spare = records.room();
  }

  TreeNodes grow() {
    long total = records.total();
    grow(records, spare, 0, records.size(), (int) (total >>> Integer.SIZE), (int) total, 0);
    return nodes;
  }

  /// Appends the subtree of the records `from` to `to` of `own`; the same places of `other` are
  /// free.
  private void grow(
      SampleRecords own,
      SampleRecords other,
      int from,
      int to,
      int draws,
      int positives,
      int depth) {
    if (isLeaf(to - from, draws, positives, depth)
        || !search.search(own, from, to, draws, positives)) {
      nodes.leaf((double) positives / draws, draws);
      return;
    }
    GiniSplit split = search.split;
    int middle = from + split.rows;
    int leftDraws = split.draws;
    int leftPositives = split.positives;
    Parting parting = split.parting;
    int node = parting.appendTo(nodes, columns);
    boolean leaves =
        isLeaf(middle - from, leftDraws, leftPositives, depth + 1)
            && isLeaf(to - middle, draws - leftDraws, positives - leftPositives, depth + 1);
    if (!leaves) {
      parting.writeSides(columns, right);
      own.partition(other, from, to, parting.column(), right);
    }
    grow(other, own, from, middle, leftDraws, leftPositives, depth + 1);
    nodes.right(node);
    grow(other, own, middle, to, draws - leftDraws, positives - leftPositives, depth + 1);
  }

  /// Whether a node is a leaf without a look at its records.
  private boolean isLeaf(int rows, int draws, int positives, int depth) {
    return positives == 0 || positives == draws || rows < 2 * minLeaf || depth >= maxDepth;
  }
}
