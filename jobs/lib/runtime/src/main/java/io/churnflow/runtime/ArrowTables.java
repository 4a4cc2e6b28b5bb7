package io.churnflow.runtime;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whole tables as Arrow IPC files, which pandas, Polars and DuckDB open too: numbers are Float64,
/// integers Int64, booleans Bool, timestamps Timestamp(ms, UTC), categories dictionary-encoded
/// Utf8, texts Utf8; a missing cell is null. The same table gives the same bytes. [TableReader] and
/// [TableWriter] do the same batch by batch, for tables that memory cannot hold.
public final class ArrowTables {
  private ArrowTables() {}

  /// Writes a table as a new file.
  public static void write(Table table, Path file) throws IOException {
    Map<String, List<String>> dictionaries = new HashMap<>();
    for (Column column : table.columns()) {
      if (column instanceof CategoryColumn categories) {
        dictionaries.put(column.name(), categories.dictionary());
      }
    }
    try (TableWriter writer =
        TableWriter.create(file, table.columns().stream().map(ColumnLayout::of).toList())) {
      for (int from = 0; from < table.rows(); from += TableWriter.BATCH_ROWS) {
        int to = Math.min(table.rows(), from + TableWriter.BATCH_ROWS);
        writer.add(TableBatch.of(table, from, to));
      }
      writer.finish(dictionaries);
    }
  }

  /// Reads a file that [#write] wrote.
  ///
  /// @throws DataException where it is damaged or was written by something else
  public static Table read(Path file) {
    try (TableReader reader = TableReader.open(file)) {
      List<TableBatch> batches = new ArrayList<>();
      for (Optional<TableBatch> batch = reader.next(); batch.isPresent(); batch = reader.next()) {
        batches.add(batch.get());
      }
      return new JoinedBatches(reader.layout(), reader.dictionaries(), batches).table();
    } catch (IOException unreadable) {
      throw new DataException(
          "%s: expected a table as an Arrow file, found: %s".formatted(file, unreadable),
          unreadable);
    }
  }
}
