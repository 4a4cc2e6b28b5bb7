package io.churnflow.jobs.validatedata;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;

/// One rule held against the table.
///
/// @param column the column, or empty for a rule over the table
/// @param rule the rule's name, such as `range`
/// @param expected what the contract asks for, in words
/// @param count how many rows break the rule
/// @param firstRow the first of them, from 1, not counting the header; 0 where none does
/// @param found what stands there, in words
/// @param allowed how many may break it
record Check(
    String column,
    String rule,
    String expected,
    long count,
    long firstRow,
    String found,
    long allowed) {

  /// Stands for a value that nobody is to see.
  static final String PERSONAL = "another value (personal, not shown)";

  @JsonIgnore
  boolean holds() {
    return count <= allowed;
  }

  /// The rule by a short name.
  String name() {
    return column.isEmpty() ? rule : "%s of %s".formatted(rule, column);
  }

  /// The breach in a sentence: where, what was expected, what was found.
  String sentence() {
    String where = column.isEmpty() ? "table" : "column " + column;
    String row = firstRow > 0 ? ", row " + firstRow : "";
    String rows = count > 1 && firstRow > 0 ? " (%d rows)".formatted(count) : "";
    return String.format(
        Locale.ROOT, "%s%s: expected %s, found %s%s", where, row, expected, found, rows);
  }
}
