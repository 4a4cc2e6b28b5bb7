package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Table;
import io.churnflow.runtime.ColumnLayout;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A table's rows, batch by batch, as often as they are asked for.
interface Batches {

  /// What the columns are.
  List<ColumnLayout> layout() throws IOException;

  /// Each category column's distinct texts, in the order of their codes.
  Map<String, List<String>> dictionaries() throws IOException;

  /// Gives every batch, in order.
  void forEach(Taker taker) throws IOException;

  /// Takes batches.
  @FunctionalInterface
  interface Taker {
    /// @param before how many rows of the table come before the batch
    void take(TableBatch batch, long before) throws IOException;
  }

  /// Of a file.
  static Batches of(Path file) {
    return new Batches() {
      @Override
      public List<ColumnLayout> layout() throws IOException {
        try (TableReader reader = TableReader.open(file)) {
          return reader.layout();
        }
      }

      @Override
      public Map<String, List<String>> dictionaries() throws IOException {
        try (TableReader reader = TableReader.open(file)) {
          return reader.dictionaries();
        }
      }

      @Override
      public void forEach(Taker taker) throws IOException {
        try (TableReader reader = TableReader.open(file)) {
          long before = 0;
          for (Optional<TableBatch> next = reader.next(); next.isPresent(); next = reader.next()) {
            taker.take(next.get(), before);
            before += next.get().rows();
          }
        }
      }
    };
  }

  /// Of a table in memory.
  static Batches of(Table table) {
    return new Batches() {
      @Override
      public List<ColumnLayout> layout() {
        return table.columns().stream().map(ColumnLayout::of).toList();
      }

      @Override
      public Map<String, List<String>> dictionaries() {
        return table.columns().stream()
            .filter(CategoryColumn.class::isInstance)
            .map(CategoryColumn.class::cast)
            .collect(Collectors.toMap(CategoryColumn::name, CategoryColumn::dictionary));
      }

      @Override
      public void forEach(Taker taker) throws IOException {
        taker.take(TableBatch.of(table, 0, table.rows()), 0);
      }
    };
  }
}
