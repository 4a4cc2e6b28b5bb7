package io.churnflow.contracts;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A typed table in memory: columns of one length with distinct names.
///
/// @param columns the columns, in file order
/// @param rows number of rows of every column
public record Table(List<Column> columns, int rows) {

  public Table {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (column.size() != rows) {
        throw new IllegalArgumentException(
            "column %s: expected %d rows, found %d".formatted(column.name(), rows, column.size()));
      }
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("column %s: stands twice".formatted(column.name()));
      }
    }
  }

  /// The column of this name, if the table has it.
  public Optional<Column> find(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /// The column of this name.
  ///
  /// @throws IllegalArgumentException where the table lacks it
  public Column column(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("no column " + name + " in the table"));
  }

  /// The given rows (from 0), in the given order, of every column.
  public Table select(int[] chosen) {
    return new Table(columns.stream().map(column -> column.select(chosen)).toList(), chosen.length);
  }
}
