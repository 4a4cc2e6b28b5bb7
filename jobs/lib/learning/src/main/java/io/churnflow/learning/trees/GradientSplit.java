package io.churnflow.learning.trees;

import io.churnflow.learning.GradientBoosting;
import io.churnflow.learning.binning.BinnedRows;

/// The best split of a node so far, by the gain of a second-order approximation of the log loss:
/// G²/(H + l2) summed over both sides, less that of the node. Of equal splits the first one stays.
final class GradientSplit {
  private static final double LEAST_SECOND = 1e-3;
  private static final double LEAST_GAIN = 1e-9;

  private final GradientHistograms.Totals totals;
  private final int minLeaf;
  private final double l2;
  private final double none;
  private double first;
  private double second;
  private double rows;

  /// By how much the split is better than none; 0 without one.
  double gain;

  /// How rows are parted.
  Parting parting = Parting.NONE;

  GradientSplit(GradientHistograms.Totals totals, GradientBoosting options) {
    this.totals = totals;
    this.minLeaf = options.minLeaf();
    this.l2 = options.l2();
    this.none = score(totals.first(), totals.second());
  }

  GradientHistograms.Totals leftTotals() {
    return new GradientHistograms.Totals(first, second, rows);
  }

  GradientHistograms.Totals rightTotals() {
    return new GradientHistograms.Totals(
        totals.first() - first, totals.second() - second, totals.rows() - rows);
  }

  /// Tries every cut and every set of one column.
  ///
  /// @param offset where the column's words begin
  void consider(int column, BinnedRows columns, long[] histogram, int offset) {
    int bins = columns.bins(column);
    cuts(column, histogram, offset, bins);
    long[] sets = columns.sets()[column];
    for (int set = 0; set < sets.length; set++) {
      part(new Parting(column, 0, set), sets[set], histogram, offset, bins);
    }
  }

  private void cuts(int column, long[] histogram, int offset, int bins) {
    long firsts = 0;
    long seconds = 0;
    long below = 0;
    int previous = -1;
    for (int current = 0; current < bins; current++) {
      int slot = offset + 3 * current;
      long here = histogram[slot + 2];
      if (here == 0) {
        continue;
      }
      if (below >= minLeaf) {
        keepIfBetter(
            new Parting(column, (previous + current - 1) >>> 1, -1), below, firsts, seconds);
      }
      firsts += histogram[slot];
      seconds += histogram[slot + 1];
      below += here;
      previous = current;
    }
  }

  private void part(Parting candidate, long left, long[] histogram, int offset, int bins) {
    long firsts = 0;
    long seconds = 0;
    long inside = 0;
    for (int bin = 0; bin < bins; bin++) {
      long mask = -(left >>> bin & 1);
      int slot = offset + 3 * bin;
      firsts += histogram[slot] & mask;
      seconds += histogram[slot + 1] & mask;
      inside += histogram[slot + 2] & mask;
    }
    if (inside >= minLeaf) {
      keepIfBetter(candidate, inside, firsts, seconds);
    }
  }

  private void keepIfBetter(Parting candidate, long below, long firsts, long seconds) {
    double belowFirst = Gradients.first(firsts);
    double belowSecond = Gradients.second(seconds);
    if (!enough(below, belowSecond)) {
      return;
    }
    double both =
        score(belowFirst, belowSecond)
            + score(totals.first() - belowFirst, totals.second() - belowSecond);
    if (both - none > Math.max(gain, LEAST_GAIN)) {
      gain = both - none;
      parting = candidate;
      first = belowFirst;
      second = belowSecond;
      rows = below;
    }
  }

  private boolean enough(double below, double belowSecond) {
    return totals.rows() - below >= minLeaf
        && belowSecond >= LEAST_SECOND
        && totals.second() - belowSecond >= LEAST_SECOND;
  }

  private double score(double firstSum, double secondSum) {
    return firstSum * firstSum / (secondSum + l2);
  }
}
