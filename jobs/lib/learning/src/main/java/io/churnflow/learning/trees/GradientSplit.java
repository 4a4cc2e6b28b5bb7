package io.churnflow.learning.trees;

import io.churnflow.learning.GradientBoosting;

/// The best split of a node so far, by the gain of a second-order approximation of the log loss:
/// G²/(H + l2) summed over both sides, less that of the node. Of equal splits the first one stays.
final class GradientSplit {
  private static final double LEAST_SECOND = 1e-3;
  private static final double LEAST_GAIN = 1e-9;

  private final GradientHistograms.Totals totals;
  private final int minLeaf;
  private final double l2;
  private double first;
  private double second;
  private double rows;

  /// By how much the split is better than none; 0 without one.
  double gain;

  /// The column, or -1 where no split is better than none.
  int column = -1;

  /// Rows in this bin and below go left. Where bins around the cut are empty it is the one in the
  /// middle of them.
  int bin;

  GradientSplit(GradientHistograms.Totals totals, GradientBoosting options) {
    this.totals = totals;
    this.minLeaf = options.minLeaf();
    this.l2 = options.l2();
  }

  GradientHistograms.Totals leftTotals() {
    return new GradientHistograms.Totals(first, second, rows);
  }

  GradientHistograms.Totals rightTotals() {
    return new GradientHistograms.Totals(
        totals.first() - first, totals.second() - second, totals.rows() - rows);
  }

  /// Tries every cut of one column.
  void consider(int candidate, long[] histogram, int offset, int bins) {
    long firsts = 0;
    long seconds = 0;
    long below = 0;
    int previous = -1;
    double none = score(totals.first(), totals.second());
    for (int current = 0; current < bins; current++) {
      int slot = offset + 3 * current;
      long here = histogram[slot + 2];
      if (here == 0) {
        continue;
      }
      if (below >= minLeaf) {
        cut(candidate, (previous + current - 1) >>> 1, below, firsts, seconds, none);
      }
      firsts += histogram[slot];
      seconds += histogram[slot + 1];
      below += here;
      previous = current;
    }
  }

  private void cut(int candidate, int cutBin, long below, long firsts, long seconds, double none) {
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
      column = candidate;
      bin = cutBin;
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
