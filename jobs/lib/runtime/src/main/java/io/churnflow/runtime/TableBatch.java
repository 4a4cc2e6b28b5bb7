package io.churnflow.runtime;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Consecutive rows of a table, so few that many of them fit into memory at once.
///
/// @param table the number and category columns
/// @param texts the text columns, by name
public record TableBatch(Table table, Map<String, Utf8Texts> texts) {

  public TableBatch {
    for (Map.Entry<String, Utf8Texts> column : texts.entrySet()) {
      if (column.getValue().size() != table.rows()) {
        throw new IllegalArgumentException(
            "column %s: expected %d rows, found %d"
                .formatted(column.getKey(), table.rows(), column.getValue().size()));
      }
    }
    texts = Map.copyOf(texts);
  }

  /// The rows `from` to before `to` of a table.
  public static TableBatch of(Table whole, int from, int to) {
    List<Column> columns = new ArrayList<>();
    Map<String, Utf8Texts> texts = new LinkedHashMap<>();
    for (Column column : whole.columns()) {
      switch (column) {
        case NumberColumn numbers ->
            columns.add(
                new NumberColumn(
                    numbers.name(),
                    numbers.kind(),
                    Arrays.copyOfRange(numbers.values(), from, to)));
        case CategoryColumn categories ->
            columns.add(
                new CategoryColumn(
                    categories.name(),
                    Arrays.copyOfRange(categories.codes(), from, to),
                    categories.dictionary()));
        case TextColumn text -> texts.put(text.name(), Utf8Texts.of(text, from, to));
      }
    }
    return new TableBatch(new Table(columns, to - from), texts);
  }

  /// Number of rows.
  public int rows() {
    return table.rows();
  }

  /// The text column of this name, if the table has it.
  public Optional<Utf8Texts> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /// The given rows (from 0), in the given order, of every column.
  public TableBatch select(int[] rows) {
    Map<String, Utf8Texts> selected = new LinkedHashMap<>();
    texts.forEach((name, column) -> selected.put(name, column.select(rows)));
    return new TableBatch(table.select(rows), selected);
  }
}
