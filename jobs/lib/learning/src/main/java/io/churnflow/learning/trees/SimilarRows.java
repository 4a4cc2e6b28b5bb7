package io.churnflow.learning.trees;

import java.util.Arrays;

/// An order of rows in which those with the same codes stand together. How they are ordered changes
/// how fast they are scored and nothing else.
final class SimilarRows {
  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 3;
  private static final int KEY_BITS = DIGIT_BITS * DIGITS;

  /// Most rows.
  static final int MOST = 1 << 16;

  private static final int ROW_BITS = 16;

  /// The rows' numbers in the lowest bits, their key above them.
  private long[] keys;

  private long[] moved;
  private final int[] counts = new int[1 << DIGIT_BITS];

  /// @param rows most rows of an order, at most [#MOST]
  SimilarRows(int rows) {
    keys = new long[rows];
    moved = new long[rows];
  }

  /// Most rows that it orders at once.
  int capacity() {
    return keys.length;
  }

  /// Orders rows by as many of the columns as a key has room for, the first ones first.
  ///
  /// @param codes by column
  /// @param columns the ones to look at
  /// @param thresholds by column; a code is at most their number
  void order(char[][] codes, int[] columns, double[][] thresholds, int rows) {
    Arrays.fill(keys, 0, rows, 0);
    int room = KEY_BITS;
    for (int place = 0; place < columns.length && room > 0; place++) {
      int column = columns[place];
      int bits = Integer.SIZE - Integer.numberOfLeadingZeros(thresholds[column].length);
      int used = Math.min(bits, room);
      char[] own = codes[column];
      for (int row = 0; row < rows; row++) {
        keys[row] = (keys[row] << used) + (own[row] >>> bits - used);
      }
      room -= used;
    }
    for (int row = 0; row < rows; row++) {
      keys[row] = (keys[row] << ROW_BITS) + row;
    }
    for (int digit = 0; digit < DIGITS; digit++) {
      sortBy(ROW_BITS + digit * DIGIT_BITS, rows);
    }
  }

  /// One pass of a radix sort, which keeps the order of equal digits.
  private void sortBy(int shift, int rows) {
    Arrays.fill(counts, 0);
    for (int i = 0; i < rows; i++) {
      counts[digit(keys[i], shift)]++;
    }
    int before = 0;
    for (int digit = 0; digit < counts.length; digit++) {
      int count = counts[digit];
      counts[digit] = before;
      before += count;
    }
    for (int i = 0; i < rows; i++) {
      moved[counts[digit(keys[i], shift)]++] = keys[i];
    }
    long[] sorted = moved;
    moved = keys;
    keys = sorted;
  }

  private int digit(long key, int shift) {
    return (int) (key >>> shift) & counts.length - 1;
  }

  /// Which of the rows stands at a place.
  int row(int place) {
    return (int) keys[place] & MOST - 1;
  }
}
