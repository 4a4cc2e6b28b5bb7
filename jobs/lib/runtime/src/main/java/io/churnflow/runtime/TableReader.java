package io.churnflow.runtime;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.Table;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.InvalidArrowFileException;
import org.apache.arrow.vector.ipc.message.ArrowBlock;

/// Reads a table that [TableWriter] wrote, or a part of one, a batch at a time. Not for use by
/// several threads at once; what it has read may go to any.
public final class TableReader implements AutoCloseable {
  private final Path file;
  private final BufferAllocator memory = new RootAllocator();
  private final ArrowFileReader reader;
  private final List<ColumnLayout> layout = new ArrayList<>();
  private final Map<String, List<String>> dictionaries = new LinkedHashMap<>();
  private final Deque<ArrowBlock> rest = new ArrayDeque<>();

  private TableReader(Path file) throws IOException {
    this.file = file;
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    this.reader = new ArrowFileReader(channel, memory);
  }

  /// @throws DataException where the file is damaged or was written by something else
  public static TableReader open(Path file) throws IOException {
    return open(file, Shard.WHOLE);
  }

  /// Reads the rows of one part only, and the table's footer and dictionaries.
  ///
  /// @throws DataException where the file is damaged or was written by something else
  public static TableReader open(Path file, Shard shard) throws IOException {
    TableReader opened = new TableReader(file);
    try {
      opened.expectTable(opened::readLayout);
      opened.expectTable(() -> opened.rest.addAll(opened.blocks(shard)));
      return opened;
    } catch (DataException | Error damaged) {
      opened.close();
      throw damaged;
    }
  }

  /// What the columns are, in the file's order.
  public List<ColumnLayout> layout() {
    return List.copyOf(layout);
  }

  /// Each category column's distinct texts, in the order of their codes.
  public Map<String, List<String>> dictionaries() {
    return Map.copyOf(dictionaries);
  }

  private boolean readLayout() throws IOException {
    for (FieldVector vector : reader.getVectorSchemaRoot().getFieldVectors()) {
      ColumnLayout column = VectorReader.layout(vector);
      layout.add(column);
      if (column.kind() == ColumnLayout.Kind.CATEGORY) {
        dictionaries.put(column.name(), VectorReader.dictionary(vector, reader));
      }
    }
    return true;
  }

  private List<ArrowBlock> blocks(Shard shard) throws IOException {
    List<ArrowBlock> blocks = reader.getRecordBlocks();
    long bytes = blocks.stream().mapToLong(TableReader::bytes).sum();
    List<ArrowBlock> own = new ArrayList<>();
    long before = 0;
    for (ArrowBlock block : blocks) {
      if (shard.has(before, bytes)) {
        own.add(block);
      }
      before += bytes(block);
    }
    return own;
  }

  private static long bytes(ArrowBlock block) {
    return block.getMetadataLength() + block.getBodyLength();
  }

  /// The next batch of rows, nothing after the last.
  ///
  /// @throws DataException where the file is damaged
  public Optional<TableBatch> next() {
    return expectTable(() -> {
      ArrowBlock next = rest.poll();
      return next != null && reader.loadRecordBatch(next) ? Optional.of(batch()) : Optional.empty();
    });
  }

  private TableBatch batch() throws IOException {
    VectorSchemaRoot root = reader.getVectorSchemaRoot();
    int rows = root.getRowCount();
    List<Column> columns = new ArrayList<>();
    Map<String, Utf8Texts> texts = new LinkedHashMap<>();
    for (FieldVector vector : root.getFieldVectors()) {
      if (vector instanceof VarCharVector text) {
        texts.put(vector.getName(), VectorReader.texts(text, rows));
      } else {
        List<String> dictionary = dictionaries.getOrDefault(vector.getName(), List.of());
        columns.add(VectorReader.column(vector, rows, dictionary));
      }
    }
    return new TableBatch(new Table(columns, rows), texts);
  }

  /// A piece of reading.
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  private <T> T expectTable(Reading<T> reading) {
    try {
      return reading.read();
    } catch (IOException
        | InvalidArrowFileException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException broken) {
      throw new DataException(
          "%s: expected a table as an Arrow file, found: %s".formatted(file, broken), broken);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
    memory.close();
  }
}
