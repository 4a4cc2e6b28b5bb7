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
import java.util.List;
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
/// @param quarantine share of the rows that may be put aside where they cannot be read
/// @param warnings takes what people are to know
record CsvReader(Contract contract, Purpose purpose, double quarantine, Consumer<String> warnings) {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  /// Reads a file into a new table file.
  ///
  /// @param aside a new file for the rows that are put aside, made where there are any
  /// @throws DataException naming file, line and column of the first thing that is wrong
  Loaded read(Path file, Path target, Path aside) throws IOException {
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
      try (TableWriter writer = TableWriter.create(target, layout.columns());
          BadRows bad = new BadRows(file, aside, quarantine)) {
        boolean strict = quarantine > 0 && contract.unparseableShare() == 0;
        TableBuilder table = new TableBuilder(file, contract, layout, header, writer, strict);
        readRows(file, parser, records, table, bad);
        long putAside = bad.finish(table.rows());
        finish(file, table);
        return new Loaded(table.rows(), putAside, text.sha256(), List.of());
      }
    }
  }

  private void readRows(
      Path file, CSVParser parser, Iterator<CSVRecord> records, TableBuilder table, BadRows bad)
      throws IOException {
    long line = parser.getCurrentLineNumber() + 1;
    long row = 1;
    for (Optional<CSVRecord> record = next(file, records);
        record.isPresent();
        record = next(file, records)) {
      List<BadRows.Fault> faults = table.faults(record.get());
      if (faults.isEmpty()) {
        table.add(record.get(), line);
      } else {
        bad.take(row, line, faults);
      }
      row++;
      line = parser.getCurrentLineNumber() + 1;
    }
  }

  private void finish(Path file, TableBuilder table) throws IOException {
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

  private static DataException explain(Path file, IOException broken) {
    String what =
        broken instanceof CharacterCodingException
            ? "expected UTF-8 text, found bytes that are none"
            : "expected CSV, found: " + broken.getMessage();
    return new DataException("input %s: %s".formatted(file, what), broken);
  }
}
