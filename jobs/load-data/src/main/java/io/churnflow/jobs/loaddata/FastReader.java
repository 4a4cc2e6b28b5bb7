package io.churnflow.jobs.loaddata;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Dialect;
import io.churnflow.contracts.pipeline.Dialect.Encoding;
import io.churnflow.runtime.Codes;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.InOrder;
import io.churnflow.runtime.Purpose;
import io.churnflow.runtime.TableWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads plain CSV files fast: in chunks of whole records, several at once, straight from bytes to
/// columns. It reports nothing: what it does not read with certainty it leaves to [CsvReader], and
/// all that is not UTF-8 with `"` for a quote and a decimal point.
///
/// @param contract the columns
/// @param purpose with the target, or without
/// @param threads that parse
/// @param chunkBytes how much is read at a time; what comes out does not depend on it
record FastReader(Contract contract, Purpose purpose, int threads, int chunkBytes) {
  /// Small enough that a chunk and what becomes of it stay in a core's cache.
  static final int CHUNK_BYTES = 1 << 19;

  /// Reads a file into a new table file.
  ///
  /// @return nothing, and no file, where it is not plain
  Optional<Loaded> read(Path file, Path target) throws IOException {
    if (!isPlain(contract.csv())) {
      return Optional.empty();
    }
    try (ChunkSource source = ChunkSource.open(file, chunkBytes)) {
      return Optional.of(read(file, source, target));
    } catch (NotPlainException other) {
      Files.deleteIfExists(target);
      return Optional.empty();
    }
  }

  private static boolean isPlain(Dialect dialect) {
    return dialect.encoding() == Encoding.UTF_8
        && dialect.quote().equals("\"")
        && dialect.decimal().equals(".");
  }

  private Loaded read(Path file, ChunkSource source, Path target) throws IOException {
    Layout layout = Layout.of(contract, purpose);
    List<String> warnings = new ArrayList<>();
    char delimiter = contract.csv().delimiterCharacter();
    Chunk first = source.next().orElseThrow(NotPlainException::new);
    CellScanner scanner = new CellScanner(first, delimiter);
    while (!scanner.nextRecord()) {
      first = source.next().orElseThrow(NotPlainException::new);
      scanner = new CellScanner(first, delimiter);
    }
    Header header = header(file, first, scanner, warnings);
    Chunk rest = new Chunk(first.bytes(), scanner.place(), first.to(), first.hashed());
    ChunkParser parser = ChunkParser.of(header, layout, delimiter);
    try (TableWriter writer = TableWriter.create(target, layout.columns())) {
      Merging merging = Merging.into(writer, layout);
      try (InOrder<ChunkParser.Rows> work = new InOrder<>(threads, merging::take)) {
        for (Optional<Chunk> next = Optional.of(rest); next.isPresent(); next = source.next()) {
          Chunk chunk = next.get();
          work.give(() -> parser.parse(chunk));
        }
        work.finish();
      }
      return new Loaded(merging.finish(), 0, source.sha256(), warnings);
    }
  }

  private Header header(Path file, Chunk chunk, CellScanner scanner, List<String> warnings) {
    Words.requireText(chunk.bytes(), chunk.from(), chunk.to());
    List<String> names = new ArrayList<>();
    do {
      scanner.nextCell();
      int length = scanner.to() - scanner.from();
      names.add(new String(chunk.bytes(), scanner.from(), length, StandardCharsets.UTF_8));
    } while (!scanner.isLastOfRecord());
    try {
      return Header.of(file, names, contract, purpose, warnings::add);
    } catch (DataException refused) {
      throw new NotPlainException();
    }
  }

  /// Writes the chunks' rows, in their order.
  private record Merging(TableWriter writer, Map<String, Codes> codes, long[] rows) {

    static Merging into(TableWriter writer, Layout layout) {
      Map<String, Codes> codes = new LinkedHashMap<>();
      layout.categories().forEach((name, texts) -> codes.put(name, new Codes(texts)));
      return new Merging(writer, codes, new long[1]);
    }

    void take(ChunkParser.Rows some) throws IOException {
      codes.forEach((name, column) -> {
        List<String> unseen = some.unseen().get(name);
        if (unseen != null) {
          CategoryColumn local = (CategoryColumn) some.batch().table().column(name);
          column.adopt(local.codes(), unseen);
        }
      });
      writer.add(some.batch());
      rows[0] += some.batch().rows();
    }

    long finish() throws IOException {
      if (rows[0] == 0) {
        throw new NotPlainException();
      }
      Map<String, List<String>> texts = new HashMap<>();
      codes.forEach((name, column) -> texts.put(name, column.texts()));
      writer.finish(texts);
      return rows[0];
    }
  }
}
