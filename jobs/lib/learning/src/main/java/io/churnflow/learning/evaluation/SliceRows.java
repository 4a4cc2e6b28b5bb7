package io.churnflow.learning.evaluation;

/// Rows that have one value in a column, or lie in one bin of it.
///
/// @param column the column's name
/// @param value the value or bin in words
/// @param rows ascending, at least one
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
record SliceRows(String column, String value, int[] rows) {}
