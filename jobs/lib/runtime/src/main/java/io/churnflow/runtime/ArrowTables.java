package io.churnflow.runtime;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.Table;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.InvalidArrowFileException;
import org.apache.arrow.vector.types.pojo.Schema;

/// Tables as Arrow IPC files, which pandas, Polars and DuckDB open too: numbers are Float64,
/// integers Int64, booleans Bool, categories dictionary-encoded Utf8, texts Utf8; a missing cell is
/// null. The same table gives the same bytes.
public final class ArrowTables {
  private static final int BATCH_ROWS = 1 << 16;

  private ArrowTables() {}

  /// Writes a table as a new file.
  public static void write(Table table, Path file) throws IOException {
    try (BufferAllocator memory = new RootAllocator();
        MapDictionaryProvider dictionaries = new MapDictionaryProvider()) {
      List<ArrowColumn> columns = new ArrayList<>();
      for (Column column : table.columns()) {
        columns.add(ArrowColumn.of(column, columns.size(), memory, dictionaries));
      }
      write(table, columns, dictionaries, file);
    }
  }

  private static void write(
      Table table, List<ArrowColumn> columns, MapDictionaryProvider dictionaries, Path file)
      throws IOException {
    List<FieldVector> vectors = columns.stream().map(ArrowColumn::vector).toList();
    Schema schema = new Schema(vectors.stream().map(FieldVector::getField).toList());
    try (VectorSchemaRoot root = new VectorSchemaRoot(schema, vectors, 0);
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        ArrowFileWriter writer = new ArrowFileWriter(root, dictionaries, channel)) {
      writer.start();
      for (int from = 0; from < table.rows(); from += BATCH_ROWS) {
        int rows = Math.min(BATCH_ROWS, table.rows() - from);
        for (ArrowColumn column : columns) {
          column.fill(from, rows);
        }
        root.setRowCount(rows);
        writer.writeBatch();
      }
      writer.end();
    }
  }

  /// Reads a file that [#write] wrote.
  ///
  /// @throws DataException where it is damaged or was written by something else
  public static Table read(Path file) {
    try (BufferAllocator memory = new RootAllocator();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        ArrowFileReader reader = new ArrowFileReader(channel, memory)) {
      return read(reader);
    } catch (IOException
        | InvalidArrowFileException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException broken) {
      throw new DataException(
          "%s: expected a table as an Arrow file, found: %s".formatted(file, broken), broken);
    }
  }

  private static Table read(ArrowFileReader reader) throws IOException {
    VectorSchemaRoot root = reader.getVectorSchemaRoot();
    List<ColumnReader> columns = new ArrayList<>();
    boolean first = true;
    int rows = 0;
    while (reader.loadNextBatch()) {
      if (first) {
        root.getFieldVectors().forEach(vector -> columns.add(ColumnReader.of(vector, reader)));
        first = false;
      }
      for (int i = 0; i < columns.size(); i++) {
        columns.get(i).append(root.getVector(i), root.getRowCount());
      }
      rows += root.getRowCount();
    }
    if (first) {
      root.getFieldVectors().forEach(vector -> columns.add(ColumnReader.of(vector, reader)));
    }
    return new Table(columns.stream().map(ColumnReader::column).toList(), rows);
  }
}
