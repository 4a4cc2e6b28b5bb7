package io.churnflow.jobs.loaddata;

import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Purpose;
import io.churnflow.runtime.TableWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads a CSV into the columns of a contract: UTF-8 with or without BOM, any line ends, quotes,
/// line ends inside quotes, columns in any order. It has the say on what is wrong with a file;
/// [FastReader] reads plain ones.
///
/// @param contract the columns
/// @param purpose with the target, or without
/// @param warnings takes what people are to know
record CsvReader(Contract contract, Purpose purpose, Consumer<String> warnings) {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  /// Reads a file into a new table file.
  ///
  /// @throws DataException naming file, line and column of the first thing that is wrong
  Loaded read(Path file, Path target) throws IOException {
    try (TextSource text = open(file);
        CSVParser parser = CSVParser.parse(text.reader(), FORMAT)) {
      Iterator<CSVRecord> records = parser.iterator();
      CSVRecord first =
          next(file, records)
              .orElseThrow(() ->
                  new DataException(
                      "input %s: expected a header and rows, found an empty file".formatted(file)));
      Header header = Header.of(file, first.toList(), contract, purpose, warnings);
      Layout layout = Layout.of(contract, purpose);
      try (TableWriter writer = TableWriter.create(target, layout.columns())) {
        TableBuilder table = new TableBuilder(file, contract, layout, header, writer);
        readRows(file, parser, records, header, table);
        return new Loaded(table.rows(), text.sha256(), java.util.List.of());
      }
    }
  }

  private void readRows(
      Path file, CSVParser parser, Iterator<CSVRecord> records, Header header, TableBuilder table)
      throws IOException {
    long line = parser.getCurrentLineNumber() + 1;
    for (Optional<CSVRecord> record = next(file, records);
        record.isPresent();
        record = next(file, records)) {
      requireWidth(file, header, record.get(), line);
      table.add(record.get(), line);
      line = parser.getCurrentLineNumber() + 1;
    }
    if (table.rows() == 0) {
      throw new DataException(
          "input %s: expected rows below the header, found none".formatted(file));
    }
    table.finish(contract.unparseableShare(), warnings);
  }

  private static TextSource open(Path file) {
    try {
      return TextSource.open(file);
    } catch (IOException broken) {
      throw explain(file, broken);
    }
  }

  private static Optional<CSVRecord> next(Path file, Iterator<CSVRecord> records) {
    try {
      return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
    } catch (UncheckedIOException broken) {
      throw explain(file, Objects.requireNonNull(broken.getCause()));
    }
  }

  private static void requireWidth(Path file, Header header, CSVRecord record, long line) {
    if (record.size() != header.width()) {
      throw new DataException(
          "input %s, line %d: expected %d cells as in the header, found %d"
              .formatted(file, line, header.width(), record.size()));
    }
  }

  private static DataException explain(Path file, IOException broken) {
    String what =
        broken instanceof CharacterCodingException
            ? "expected UTF-8 text, found bytes that are none"
            : "expected CSV, found: " + broken.getMessage();
    return new DataException("input %s: %s".formatted(file, what), broken);
  }
}
