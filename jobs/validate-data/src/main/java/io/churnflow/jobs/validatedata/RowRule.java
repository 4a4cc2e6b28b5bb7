package io.churnflow.jobs.validatedata;

/// A rule that each row keeps or breaks by itself, or by what stands before it.
interface RowRule extends Rule {

  /// What it asks for.
  Demand demand();

  /// The rows so far that break it.
  Breaches breaches();

  /// How many rows may break it.
  ///
  /// @param rows of the table
  default long allowed(long rows) {
    return 0;
  }

  @Override
  default Check check(long rows, RowNumbers numbers) {
    return demand().of(breaches(), rows, allowed(rows), numbers);
  }
}
