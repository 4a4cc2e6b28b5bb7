package io.churnflow.learning.trees;

import static io.churnflow.learning.trees.Counts.draws;
import static io.churnflow.learning.trees.Counts.positives;
import static io.churnflow.learning.trees.Counts.rows;

/// The best split of a node so far, by Gini impurity.
///
/// For two classes, least impurity is the greatest sum of positives² / draws over both sides. Of
/// equal splits the first one stays.
final class GiniSplit {
  private final long total;
  private final int minLeaf;
  private double best;

  /// The column, or -1 where no split is better than none.
  int column = -1;

  /// Rows in this bin and below go left. Where bins around the cut are empty it is the one in the
  /// middle of them.
  int bin;

  /// [Counts] of the left side.
  long left;

  GiniSplit(long total, int minLeaf) {
    this.total = total;
    this.minLeaf = minLeaf;
    double positives = positives(total);
    this.best = positives * positives / draws(total) * (1 + 1e-12);
  }

  /// Tries every cut of one column, and empties its histogram.
  void consider(int candidate, long[] histogram, int bins) {
    long below = 0;
    int previous = -1;
    for (int current = 0; current < bins; current++) {
      long here = histogram[current];
      if (here == 0) {
        continue;
      }
      histogram[current] = 0;
      if (previous >= 0 && enough(below)) {
        double score = score(below);
        if (score > best) {
          best = score;
          column = candidate;
          bin = (previous + current - 1) >>> 1;
          left = below;
        }
      }
      below += here;
      previous = current;
    }
  }

  private boolean enough(long below) {
    return rows(below) >= minLeaf && rows(total - below) >= minLeaf;
  }

  private double score(long below) {
    double leftPositives = positives(below);
    double rightPositives = positives(total) - leftPositives;
    return leftPositives * leftPositives / draws(below)
        + rightPositives * rightPositives / draws(total - below);
  }
}
