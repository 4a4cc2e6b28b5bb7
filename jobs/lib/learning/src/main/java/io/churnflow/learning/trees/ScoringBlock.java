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
  private static final int ROW_BITS = 12;
  private static final int MOST_ROWS = 1 << ROW_BITS;

  /// Columns that rows are sorted by, 16 bits each.
  private static final int SORTED_BY = 3;

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

  /// The rows' numbers in the lowest bits, sorted by what is above them.
  private final long[] order;

  /// What has been added up for each row, in that order.
  private final double[] sums;

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
    this.order = new long[capacity()];
    this.sums = new double[capacity()];
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
    order(columns);
    for (int column = 0; column < width; column++) {
      double[] own = columns[column];
      double[] thresholds = trees.thresholds()[column];
      for (int i = 0; i < rows; i++) {
        codes[i * width + column] = (char) BinEdges.bin(thresholds, own[start + row(i)]);
      }
      if (sets.length > 0) {
        fillSets(column);
      }
    }
    Arrays.fill(sums, 0, rows, 0);
  }

  /// Sorts the rows by the columns that most splits look at: rows that go the same way then stand
  /// together, and most words of a node's set are zero.
  private void order(double[][] columns) {
    int depth = Math.min(trees.columnsByUse().length, SORTED_BY);
    for (int i = 0; i < size; i++) {
      long key = 0;
      for (int place = 0; place < depth; place++) {
        int column = trees.columnsByUse()[place];
        int code = BinEdges.bin(trees.thresholds()[column], columns[column][start + i]);
        key = (key << Character.SIZE) + code;
      }
      order[i] = (key << ROW_BITS) + i;
    }
    Arrays.sort(order, 0, size);
  }

  /// Which of the rows stands at a place.
  private int row(int place) {
    return (int) order[place] & (MOST_ROWS - 1);
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
  void addLeaves(int root) {
    int used = Math.ceilDiv(size, Long.SIZE);
    Arrays.fill(arrived, 0, used, -1);
    arrived[used - 1] = -1L >>> (used * Long.SIZE - size);
    go(root, sets.length == 0 || size < few ? 0 : size, 0, 0, used);
  }

  /// Hands each row's sum over.
  void finish(double[] all) {
    for (int i = 0; i < size; i++) {
      all[start + row(i)] = sums[i];
    }
  }

  /// Takes the rows that have arrived at a node to their leaves. Outside of the words `first` to
  /// `end` of their set there are none.
  ///
  /// @param rows how many there are; fewer than [#few] have each row walk
  private void go(int from, int rows, int depth, int first, int end) {
    int node = from;
    int come = rows;
    int low = first;
    int high = end;
    int own = depth * words;
    while (come >= few) {
      long word = trees.nodes()[node];
      if (word < 0) {
        addToAll(own, low, high, trees.ensemble().value()[node]);
        return;
      }
      int set = (firstSet[CompiledTrees.column(word)] + CompiledTrees.place(word)) * words;
      int left = split(own, set, low, high);
      if (left > 0) {
        int below = own + words;
        go(node + 1, left, depth + 1, firstOf(below, low, high), endOf(below, low, high));
      }
      come -= left;
      if (come == 0) {
        return;
      }
      low = firstOf(own, low, high);
      high = endOf(own, low, high);
      node = CompiledTrees.right(word);
    }
    walkEach(node, own, low, high);
  }

  private int firstOf(int own, int low, int high) {
    int first = low;
    while (first < high && arrived[own + first] == 0) {
      first++;
    }
    return first;
  }

  private int endOf(int own, int low, int high) {
    int end = high;
    while (end > low && arrived[own + end - 1] == 0) {
      end--;
    }
    return end;
  }

  /// Parts a set: those who go left into the next depth's, the others stay.
  ///
  /// @return how many go left
  private int split(int own, int set, int low, int high) {
    int left = 0;
    for (int word = low; word < high; word++) {
      long here = arrived[own + word];
      long below = here & sets[set + word];
      arrived[own + words + word] = below;
      arrived[own + word] = here ^ below;
      left += Long.bitCount(below);
    }
    return left;
  }

  private void addToAll(int own, int low, int high, double value) {
    for (int word = low; word < high; word++) {
      int first = word * Long.SIZE;
      for (long rest = arrived[own + word]; rest != 0; rest &= rest - 1) {
        sums[first + Long.numberOfTrailingZeros(rest)] += value;
      }
    }
  }

  private void walkEach(int from, int own, int low, int high) {
    for (int word = low; word < high; word++) {
      int first = word * Long.SIZE;
      for (long rest = arrived[own + word]; rest != 0; rest &= rest - 1) {
        int place = first + Long.numberOfTrailingZeros(rest);
        sums[place] += trees.ensemble().value()[leaf(from, place)];
      }
    }
  }

  private int leaf(int from, int place) {
    int node = from;
    for (long word = trees.nodes()[node]; word >= 0; word = trees.nodes()[node]) {
      int code = codes[place * width + CompiledTrees.column(word)];
      node = code <= CompiledTrees.place(word) ? node + 1 : CompiledTrees.right(word);
    }
    return node;
  }
}
