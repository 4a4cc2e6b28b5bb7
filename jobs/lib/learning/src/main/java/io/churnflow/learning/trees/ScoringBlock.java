package io.churnflow.learning.trees;

import io.churnflow.learning.binning.BinEdges;
import java.util.Arrays;

/// Some rows on their way through trees: all of them at once as a set of bits, as long as many of
/// them take the same way, and then each for itself.
///
/// For each threshold there is the set of the rows that go left. A node splits the set of those
/// that have come to it with two operations for 64 rows, without a branch or a look at a row: for
/// the few hundred leaves of a tree that is several times faster than a walk for each row.
final class ScoringBlock {
  private static final int MOST_ROWS = 4096;

  /// Where all thresholds' sets would not fit a cache, every row walks from the root.
  private static final int MOST_SETS = 1 << 14;

  private final CompiledTrees trees;
  private final int width;
  private final char[] codes;

  /// The first set of each column, and behind the last one.
  private final int[] firstSet;

  /// One set for each threshold.
  private final long[] sets;

  /// The rows that have come to the node looked at, one set for each depth.
  private final long[] arrived;

  /// Words of a set.
  private final int words;

  /// Sets of fewer rows than this are not worth their operations.
  private final int few;

  private int start;
  private int size;

  /// @param rows how many there will be in all
  ScoringBlock(CompiledTrees trees, int rows) {
    this.trees = trees;
    this.words = Math.ceilDiv(Math.min(rows, MOST_ROWS), Long.SIZE);
    this.few = Math.max(2, words / 16);
    this.arrived = new long[(TreeEnsemble.MAX_DEPTH + 2) * words];
    this.width = trees.thresholds().length;
    this.codes = new char[capacity() * width];
    this.firstSet = new int[width + 1];
    for (int column = 0; column < width; column++) {
      firstSet[column + 1] = firstSet[column] + trees.thresholds()[column].length;
    }
    this.sets = new long[firstSet[width] <= MOST_SETS ? firstSet[width] * words : 0];
  }

  /// Most rows that it takes at once.
  int capacity() {
    return words * Long.SIZE;
  }

  /// Takes the rows from `first` on.
  void load(double[][] columns, int first, int rows) {
    start = first;
    size = rows;
    for (int column = 0; column < width; column++) {
      double[] own = columns[column];
      double[] thresholds = trees.thresholds()[column];
      for (int i = 0; i < rows; i++) {
        codes[i * width + column] = (char) BinEdges.bin(thresholds, own[first + i]);
      }
      if (sets.length > 0) {
        fillSets(column);
      }
    }
  }

  /// A row is in the sets of the thresholds from its code on.
  private void fillSets(int column) {
    int first = firstSet[column] * words;
    int end = firstSet[column + 1] * words;
    Arrays.fill(sets, first, end, 0);
    for (int i = 0; i < size; i++) {
      int place = first + codes[i * width + column] * words;
      if (place < end) {
        sets[place + (i >>> 6)] |= 1L << i;
      }
    }
    for (int place = first + words; place < end; place++) {
      sets[place] |= sets[place - words];
    }
  }

  /// Adds the value of the leaf that each row reaches.
  void addLeaves(int root, double[] sums) {
    for (int word = 0; word < words; word++) {
      int rest = Math.clamp(size - word * Long.SIZE, 0, Long.SIZE);
      arrived[word] = rest == 0 ? 0 : -1L >>> (Long.SIZE - rest);
    }
    go(root, sets.length == 0 || size < few ? 0 : size, 0, sums);
  }

  /// Takes the rows that have arrived at a node to their leaves.
  ///
  /// @param rows how many there are; fewer than [#few] have each row walk
  private void go(int from, int rows, int depth, double[] sums) {
    int node = from;
    int come = rows;
    int own = depth * words;
    while (come >= few) {
      long word = trees.nodes()[node];
      if (word < 0) {
        addToAll(own, trees.ensemble().value()[node], sums);
        return;
      }
      int left =
          split(own, (firstSet[CompiledTrees.column(word)] + CompiledTrees.place(word)) * words);
      if (left > 0) {
        go(node + 1, left, depth + 1, sums);
      }
      come -= left;
      if (come == 0) {
        return;
      }
      node = CompiledTrees.right(word);
    }
    walkEach(node, own, sums);
  }

  /// Parts a set: those who go left into the next depth's, the others stay.
  ///
  /// @return how many go left
  private int split(int own, int set) {
    int left = 0;
    for (int word = 0; word < words; word++) {
      long here = arrived[own + word];
      long below = here & sets[set + word];
      arrived[own + words + word] = below;
      arrived[own + word] = here ^ below;
      left += Long.bitCount(below);
    }
    return left;
  }

  private void addToAll(int own, double value, double[] sums) {
    for (int word = 0; word < words; word++) {
      int first = start + word * Long.SIZE;
      for (long rest = arrived[own + word]; rest != 0; rest &= rest - 1) {
        sums[first + Long.numberOfTrailingZeros(rest)] += value;
      }
    }
  }

  private void walkEach(int from, int own, double[] sums) {
    for (int word = 0; word < words; word++) {
      int first = word * Long.SIZE;
      for (long rest = arrived[own + word]; rest != 0; rest &= rest - 1) {
        int row = first + Long.numberOfTrailingZeros(rest);
        sums[start + row] += trees.ensemble().value()[leaf(from, row)];
      }
    }
  }

  private int leaf(int from, int row) {
    int node = from;
    for (long word = trees.nodes()[node]; word >= 0; word = trees.nodes()[node]) {
      int code = codes[row * width + CompiledTrees.column(word)];
      node = code <= CompiledTrees.place(word) ? node + 1 : CompiledTrees.right(word);
    }
    return node;
  }
}
