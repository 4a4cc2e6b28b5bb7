package io.churnflow.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Schema;

/// Writes a table to an Arrow file while its rows come in, a batch at a time. The file's own
/// batches have the same number of rows however the rows came in, so the same rows give the same
/// bytes.
///
/// The dictionaries follow the rows, since a category may first be seen in the last of them; the
/// file's footer says where they are.
public final class TableWriter implements AutoCloseable {
  /// Rows of each batch of a file but the last.
  static final int BATCH_ROWS = 1 << 14;

  private final BufferAllocator memory = new RootAllocator();
  private final MapDictionaryProvider dictionaries = new MapDictionaryProvider();
  private final List<ColumnWriter> columns = new ArrayList<>();
  private final VectorSchemaRoot root;
  private final FileChannel channel;
  private final LateDictionaries writer;
  private int place;

  private TableWriter(List<ColumnLayout> layout, Path file) throws IOException {
    for (ColumnLayout column : layout) {
      columns.add(ColumnWriter.of(column, columns.size(), BATCH_ROWS, memory));
    }
    List<FieldVector> vectors = columns.stream().map(ColumnWriter::vector).toList();
    vectors.forEach(this::prepareDictionary);
    root =
        new VectorSchemaRoot(
            new Schema(vectors.stream().map(FieldVector::getField).toList()), vectors, 0);
    channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    writer = new LateDictionaries(root, dictionaries, channel);
    writer.start();
  }

  /// Begins a new file.
  public static TableWriter create(Path file, List<ColumnLayout> layout) throws IOException {
    return new TableWriter(layout, file);
  }

  private void prepareDictionary(FieldVector vector) {
    DictionaryEncoding encoding = vector.getField().getDictionary();
    if (encoding != null) {
      dictionaries.put(new Dictionary(new VarCharVector("dictionary", memory), encoding));
    }
  }

  /// Takes the rows of a batch, which has the columns of the layout.
  public void add(TableBatch batch) throws IOException {
    int from = 0;
    while (from < batch.rows()) {
      int rows = Math.min(BATCH_ROWS - place, batch.rows() - from);
      for (ColumnWriter column : columns) {
        column.append(batch, from, rows, place);
      }
      from += rows;
      place += rows;
      if (place == BATCH_ROWS) {
        flush();
      }
    }
  }

  private void flush() throws IOException {
    columns.forEach(column -> column.flush(place));
    root.setRowCount(place);
    writer.writeBatch();
    place = 0;
  }

  /// Ends the file.
  ///
  /// @param texts each category column's distinct texts, in the order of their codes
  public void finish(Map<String, List<String>> texts) throws IOException {
    if (place > 0) {
      flush();
    }
    for (FieldVector vector : root.getFieldVectors()) {
      DictionaryEncoding encoding = vector.getField().getDictionary();
      if (encoding != null) {
        Dictionary dictionary = dictionaries.lookup(encoding.getId());
        fill(
            (VarCharVector) dictionary.getVector(),
            texts.getOrDefault(vector.getName(), List.of()));
        writer.writeNow(dictionary);
      }
    }
    writer.end();
  }

  private static void fill(VarCharVector vector, List<String> texts) {
    vector.allocateNew();
    for (int code = 0; code < texts.size(); code++) {
      vector.setSafe(code, texts.get(code).getBytes(StandardCharsets.UTF_8));
    }
    vector.setValueCount(texts.size());
  }

  @Override
  public void close() throws IOException {
    root.close();
    dictionaries.close();
    channel.close();
    memory.close();
  }

  /// Arrow's writer, but for where the dictionaries go.
  private static final class LateDictionaries extends ArrowFileWriter {
    LateDictionaries(VectorSchemaRoot root, DictionaryProvider provider, FileChannel channel) {
      super(root, provider, channel);
    }

    @Override
    protected void ensureDictionariesWritten(DictionaryProvider provider, Set<Long> used) {
      // later: see writeNow
    }

    void writeNow(Dictionary dictionary) throws IOException {
      writeDictionaryBatch(dictionary);
    }
  }
}
