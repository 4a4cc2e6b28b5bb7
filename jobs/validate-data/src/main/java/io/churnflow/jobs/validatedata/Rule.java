package io.churnflow.jobs.validatedata;

import io.churnflow.runtime.TableBatch;

/// A rule that is held against a table batch by batch.
interface Rule {

  /// Holds it against the next rows.
  ///
  /// @param before how many rows of the table come before them
  void add(TableBatch batch, long before);

  /// What was found in all rows.
  ///
  /// @param rows how many they were
  /// @param numbers their numbers in the input
  Check check(long rows, RowNumbers numbers);
}
