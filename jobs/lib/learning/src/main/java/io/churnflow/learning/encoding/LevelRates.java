package io.churnflow.learning.encoding;

/// Rows and positives of each level of a category column, and its smoothed churn rate, (positives +
/// 10 · rate of all rows) / (rows + 10).
final class LevelRates {
  /// Rows of the mean that each level is given besides its own (Micci-Barreca 2001).
  private static final double SMOOTHING = 10;

  private final int[] rows;
  private final int[] positives;
  private long allRows;
  private long allPositives;

  LevelRates(int levels) {
    rows = new int[levels];
    positives = new int[levels];
  }

  /// @param label 1 or 0
  void add(int level, byte label) {
    rows[level]++;
    positives[level] += label;
    allRows++;
    allPositives += label;
  }

  /// Without some of the rows.
  LevelRates less(LevelRates some) {
    LevelRates rest = new LevelRates(rows.length);
    for (int level = 0; level < rows.length; level++) {
      rest.rows[level] = rows[level] - some.rows[level];
      rest.positives[level] = positives[level] - some.positives[level];
    }
    rest.allRows = allRows - some.allRows;
    rest.allPositives = allPositives - some.allPositives;
    return rest;
  }

  int rows(int level) {
    return rows[level];
  }

  /// From 0 to 1; that of all rows where the level has none.
  double rate(int level) {
    double prior = allRows == 0 ? 0 : (double) allPositives / allRows;
    return (positives[level] + SMOOTHING * prior) / (rows[level] + SMOOTHING);
  }
}
