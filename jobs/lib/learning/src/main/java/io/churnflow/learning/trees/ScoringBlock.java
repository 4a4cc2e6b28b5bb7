package io.churnflow.learning.trees;

import java.util.Arrays;

/// Some rows on their way through trees, 64 at a time as the bits of a word.
///
/// For each threshold there is the word of the rows that go left. A node parts the rows that have
/// come to it with two operations, without a look at a row, and only nodes that some row comes to
/// are visited. Rows with the same codes stand together ([SimilarRows]), so that 64 of them visit
/// few nodes: the more rows there are, the fewer for each.
final class ScoringBlock {
  /// Groups of 64 rows that a tree is taken to while it is in the nearest cache.
  private static final int MOST_GROUPS = 8;

  /// Most words of thresholds at a time, where one group has not more.
  private static final int MOST_WORDS = 1 << 13;

  private final CompiledTrees trees;
  private final CodeFinder[] finders;
  private final char[][] codes;
  private final SimilarRows order;

  /// One word for each threshold of each column, by group.
  private final long[] sets;

  private final int groups;
  private final double[] sums;

  /// Right children that are still to be visited, and the rows that have come to them.
  private final int[] waiting = new int[TreeEnsemble.MAX_DEPTH + 1];

  private final long[] arrived = new long[TreeEnsemble.MAX_DEPTH + 1];

  /// @param rows how many there will be in all
  ScoringBlock(CompiledTrees trees, int rows) {
    int capacity = Math.min(rows, SimilarRows.MOST);
    this.trees = trees;
    this.finders =
        Arrays.stream(trees.thresholds()).map(CodeFinder::new).toArray(CodeFinder[]::new);
    this.codes = new char[finders.length][capacity];
    this.order = new SimilarRows(capacity);
    this.groups = Math.clamp(MOST_WORDS / Math.max(1, trees.sets()), 1, MOST_GROUPS);
    this.sets = new long[groups * trees.sets()];
    this.sums = new double[groups * Long.SIZE];
  }

  /// Most rows that it takes at once.
  int capacity() {
    return order.capacity();
  }

  /// Writes the sum of the leaf values that each of some rows reaches, in the order of the trees.
  ///
  /// @param first the rows' first one
  /// @param size how many there are, at most [#capacity]
  /// @param all a sum for each row of the columns
  void sum(double[][] columns, int first, int size, double[] all) {
    for (int column = 0; column < finders.length; column++) {
      finders[column].find(columns[column], first, size, codes[column]);
    }
    order.order(codes, trees.sortedBy(), trees.thresholds(), size);
    for (int start = 0; start < size; start += sums.length) {
      int rows = Math.min(sums.length, size - start);
      fillSets(start, rows);
      Arrays.fill(sums, 0);
      for (int root : trees.ensemble().roots()) {
        for (int from = 0; from < rows; from += Long.SIZE) {
          addLeaves(root, from, Math.min(Long.SIZE, rows - from));
        }
      }
      for (int i = 0; i < rows; i++) {
        all[first + order.row(start + i)] = sums[i];
      }
    }
  }

  /// A row is in the sets of the thresholds from its code on.
  private void fillSets(int start, int rows) {
    Arrays.fill(sets, 0);
    for (int column : trees.sortedBy()) {
      for (int from = 0; from < rows; from += Long.SIZE) {
        fillSets(column, from, start + from, Math.min(Long.SIZE, rows - from));
      }
    }
  }

  /// Of one column and one group. Rows that follow each other mostly have the same code, so a word
  /// is gathered in a register and written where the code changes.
  ///
  /// @param group its first row in the block
  /// @param start its first row in the order
  private void fillSets(int column, int group, int start, int rows) {
    int thresholds = trees.thresholds()[column].length;
    int first = group / Long.SIZE * trees.sets() + trees.firstSets()[column];
    char[] own = codes[column];
    int current = own[order.row(start)];
    long gathered = 0;
    for (int i = 0; i < rows; i++) {
      int code = own[order.row(start + i)];
      if (code != current) {
        if (current < thresholds) {
          sets[first + current] |= gathered;
        }
        current = code;
        gathered = 0;
      }
      gathered |= 1L << i;
    }
    if (current < thresholds) {
      sets[first + current] |= gathered;
    }
    long below = 0;
    for (int set = first; set < first + thresholds; set++) {
      below |= sets[set];
      sets[set] = below;
    }
  }

  /// Adds the value of the leaf that each row of a group reaches.
  ///
  /// @param from the group's first row
  /// @param rows how many it has, from 1 to 64
  private void addLeaves(int root, int from, int rows) {
    long[] nodes = trees.nodes();
    int ownSets = from / Long.SIZE * trees.sets();
    int node = root;
    long here = -1L >>> Long.SIZE - rows;
    int open = 0;
    while (true) {
      long word = nodes[node];
      if (word >= 0) {
        long left = here & sets[ownSets + CompiledTrees.set(word)];
        waiting[open] = CompiledTrees.right(word);
        arrived[open] = here ^ left;
        if (left == 0) {
          node = waiting[open];
        } else {
          open += here == left ? 0 : 1;
          here = left;
          node++;
        }
      } else {
        addToAll(here, from, trees.ensemble().value()[node]);
        if (open == 0) {
          return;
        }
        node = waiting[--open];
        here = arrived[open];
      }
    }
  }

  /// Rows that come to a leaf mostly stand together: they are taken run by run.
  private void addToAll(long rows, int from, double value) {
    for (long rest = rows; rest != 0; ) {
      int start = Long.numberOfTrailingZeros(rest);
      int end = start + Long.numberOfTrailingZeros(~(rest >>> start));
      for (int row = from + start; row < from + end; row++) {
        sums[row] += value;
      }
      rest = end == Long.SIZE ? 0 : rest & -1L << end;
    }
  }
}
