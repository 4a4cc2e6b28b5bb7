package io.churnflow.runtime.csv;

import io.churnflow.contracts.pipeline.Dialect;
import io.churnflow.runtime.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// The records of a CSV one after the other: quotes and line ends inside quotes as RFC 4180 has
/// them, any line ends, empty lines skipped.
public final class CsvRecords implements AutoCloseable {
  private final Path file;
  private final Dialect dialect;
  private final TextSource text;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> header;
  private long line;

  private CsvRecords(Path file, Dialect dialect, TextSource text) throws IOException {
    this.file = file;
    this.dialect = dialect;
    this.text = text;
    this.parser = CSVParser.parse(text.reader(), format(dialect));
    this.records = parser.iterator();
    this.header =
        next()
            .map(CSVRecord::toList)
            .orElseThrow(() ->
                new DataException(
                    "input %s: expected a header and rows, found an empty file".formatted(file)));
  }

  /// Opens a file and reads its first record.
  ///
  /// @throws DataException where it is empty, or no text of the dialect
  public static CsvRecords open(Path file, Dialect dialect) throws IOException {
    TextSource text;
    try {
      text = TextSource.open(file, dialect.encoding());
    } catch (IOException broken) {
      throw explain(file, dialect, broken);
    }
    try {
      return new CsvRecords(file, dialect, text);
    } catch (IOException | RuntimeException failed) {
      text.close();
      throw failed;
    }
  }

  /// What reads text of this dialect.
  public static CSVFormat format(Dialect dialect) {
    return CSVFormat.RFC4180
        .builder()
        .setDelimiter(dialect.delimiterCharacter())
        .setQuote(dialect.quotes() ? dialect.quote().charAt(0) : null)
        .setIgnoreEmptyLines(true)
        .get();
  }

  /// The first record's cells.
  public List<String> header() {
    return header;
  }

  /// The line in which the last record began, from 1.
  public long line() {
    return line;
  }

  /// The next record below the first, nothing at the end.
  ///
  /// @throws DataException naming file and line where it is broken, or not as wide as the header
  public Optional<CSVRecord> nextRow() {
    Optional<CSVRecord> row = next();
    if (row.isPresent() && row.get().size() != header.size()) {
      throw new DataException(
          "input %s, line %d: expected %d cells as in the header, found %d"
              .formatted(file, line, header.size(), row.get().size()));
    }
    return row;
  }

  /// The next record, as wide as it is; nothing at the end.
  ///
  /// @throws DataException where it is broken
  public Optional<CSVRecord> next() {
    line = parser.getCurrentLineNumber() + 1;
    try {
      return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
    } catch (UncheckedIOException broken) {
      throw explain(file, dialect, Objects.requireNonNull(broken.getCause()));
    }
  }

  /// SHA-256 of the bytes read, in hex digits; to be asked once, after the last record.
  public String sha256() {
    return text.sha256();
  }

  private static DataException explain(Path file, Dialect dialect, IOException broken) {
    String what =
        broken instanceof CharacterCodingException
            ? "expected %s text, found bytes that are none".formatted(dialect.encoding().label())
            : "expected CSV, found: " + broken.getMessage();
    return new DataException("input %s: %s".formatted(file, what), broken);
  }

  @Override
  public void close() throws IOException {
    parser.close();
    text.close();
  }
}
