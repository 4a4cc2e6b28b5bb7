package io.churnflow.learning.profile;

import io.churnflow.contracts.SplitMix64;

/// What is counted of one column, batch by batch.
sealed interface ColumnTally permits NumberTally, LevelTally {
  /// Of these rows and those.
  ///
  /// @throws IllegalArgumentException for a tally of another kind of column
  ColumnTally merge(ColumnTally other);

  /// Rows without a value.
  ClassCounts missing();

  /// The sum over all rows of a hash of row number and cell: equal for columns of equal cells, and
  /// for others by chance only (1 in 2^64). The order of merging does not matter.
  long fingerprint();

  /// What a row adds to the [#fingerprint].
  static long trace(long row, long cell) {
    return SplitMix64.mix(row, cell);
  }
}
