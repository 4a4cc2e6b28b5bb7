package io.churnflow.learning.trees;

import io.churnflow.learning.Randomness;
import io.churnflow.learning.binning.BinnedRows;

/// Looks for the best split of a node among random columns: as many as asked for, and then on until
/// one of them can be split at all.
final class SplitSearch {
  private final BinnedRows columns;
  private final Randomness random;
  private final int candidates;
  private final BinCounts counts;
  private final int[] order;

  /// The best split of the node that was searched last.
  final GiniSplit split;

  /// @param mostDraws of any row
  SplitSearch(
      BinnedRows columns, int candidates, GiniSplit split, Randomness random, int mostDraws) {
    this.columns = columns;
    this.random = random;
    this.candidates = candidates;
    this.counts = new BinCounts(columns, mostDraws);
    this.split = split;
    this.order = new int[columns.width()];
    for (int column = 0; column < order.length; column++) {
      order[column] = column;
    }
  }

  /// Searches the node of records `from` to `to`.
  ///
  /// @return whether there is a split that is better than none
  boolean search(SampleRecords records, int from, int to, int draws, int positives) {
    split.begin(to - from, draws, positives);
    int looked = 0;
    while (looked < order.length && (looked < candidates || split.parting.isNone())) {
      int left = looked < candidates ? candidates - looked : 1;
      int lanes = Math.min(left, BinCounts.LANES);
      for (int lane = 0; lane < lanes; lane++) {
        draw(looked + lane);
      }
      consider(records, from, to, looked, lanes);
      looked += lanes;
    }
    return !split.parting.isNone();
  }

  /// Puts one of the columns that were not looked at into this place of the order.
  private void draw(int place) {
    int other = place + random.nextInt(order.length - place);
    int column = order[other];
    order[other] = order[place];
    order[place] = column;
  }

  private void consider(SampleRecords records, int from, int to, int first, int lanes) {
    boolean fits = counts.fits(to - from);
    if (fits) {
      counts.count(records, from, to, order, first, lanes);
    }
    for (int lane = 0; lane < lanes; lane++) {
      if (fits) {
        counts.list(records, from, to, order[first + lane], lane);
      } else {
        counts.listWide(records, from, to, order, first + lane);
      }
      split.consider(order[first + lane], counts, columns.sets()[order[first + lane]]);
    }
  }
}
