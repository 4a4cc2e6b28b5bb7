package io.churnflow.contracts;

/// One named column of a [Table]. Arrays are handed over, not copied, and must not be changed
/// afterwards.
public sealed interface Column permits NumberColumn, CategoryColumn, TextColumn {
  /// The column's name, as in the CSV header.
  String name();

  /// Number of rows.
  int size();

  /// Whether the cell of this row (from 0) is missing.
  boolean isMissing(int row);

  /// Each cell as text; a missing one is empty, a whole number has no point.
  String[] texts();

  /// A column of the given rows, in the given order.
  Column select(int[] rows);
}
