package io.churnflow.learning.trees;

import io.churnflow.learning.binning.BinnedRows;
import java.util.Arrays;

/// How a split parts rows: by a cut of a column's bins, or by one of its sets of bins.
///
/// @param column from 0, or -1 where no split is better than none
/// @param bin at a cut: this bin and those below go left. Where bins around the cut are empty it is
///   the one in the middle of them.
/// @param set number of the column's set that goes left, or -1 at a cut
record Parting(int column, int bin, int set) {
  /// No split.
  static final Parting NONE = new Parting(-1, 0, -1);

  /// A column's values are 0 in a set and 1 outside.
  private static final double BETWEEN = 0.5;

  boolean isNone() {
    return column < 0;
  }

  /// Writes 1 for each bin that goes right, and 0 for the others.
  ///
  /// @param right room for a column's bins
  void writeSides(BinnedRows columns, byte[] right) {
    int bins = columns.bins(column);
    if (set < 0) {
      Arrays.fill(right, 0, bin + 1, (byte) 0);
      Arrays.fill(right, bin + 1, bins, (byte) 1);
    } else {
      long left = columns.sets()[column][set];
      for (int each = 0; each < bins; each++) {
        right[each] = (byte) (~left >>> each & 1);
      }
    }
  }

  /// Appends the split to a tree.
  ///
  /// @return its number
  int appendTo(TreeNodes nodes, BinnedRows columns) {
    int encoded = columns.encoded()[column];
    return set < 0
        ? nodes.split(encoded, columns.edges()[column][bin])
        : nodes.split(encoded + 1 + set, BETWEEN);
  }
}
