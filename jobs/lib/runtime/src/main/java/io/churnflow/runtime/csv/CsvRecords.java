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
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// The records of a CSV one after the other: quotes and line ends inside quotes as RFC 4180 has
/// them, any line ends, empty lines skipped.
public final class CsvRecords implements AutoCloseable {
  /// Longest row, in characters: more than any table has, and few enough to keep several in memory.
  public static final int LONGEST_ROW = 1 << 22;

  private final Path file;
  private final Dialect dialect;
  private final TextSource text;
  private final BoundedRows bounded;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> header;
  private long line;

  private CsvRecords(Path file, Dialect dialect, TextSource text) throws IOException {
    this.file = file;
    this.dialect = dialect;
    this.text = text;
    this.bounded = new BoundedRows(text.reader());
    this.parser = CSVParser.parse(bounded, format(dialect));
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
      throw explain(file, dialect, 1, broken);
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
    long before = parser.getCurrentLineNumber();
    line = before + 1;
    bounded.begin();
    try {
      if (!records.hasNext()) {
        return Optional.empty();
      }
      CSVRecord record = records.next();
      long lines = parser.getCurrentLineNumber() - before;
      if (lines > 1) { // empty lines before it, or line ends within its cells
        line = Math.max(line, before + lines - lineEnds(record));
      }
      return Optional.of(record);
    } catch (UncheckedIOException broken) {
      throw explain(file, dialect, line, Objects.requireNonNull(broken.getCause()));
    }
  }

  private static long lineEnds(CSVRecord record) {
    return record.stream().mapToLong(CsvRecords::lineEnds).sum();
  }

  private static long lineEnds(String cell) {
    long ends = 0;
    for (int place = 0; place < cell.length(); place++) {
      char next = cell.charAt(place);
      boolean second = place > 0 && cell.charAt(place - 1) == '\r';
      ends += next == '\r' || (next == '\n' && !second) ? 1 : 0;
    }
    return ends;
  }

  /// SHA-256 of the bytes read, in hex digits; to be asked once, after the last record.
  public String sha256() {
    return text.sha256();
  }

  private static DataException explain(Path file, Dialect dialect, long line, IOException broken) {
    return switch (broken) {
      case CharacterCodingException unused -> TextSource.broken(file, dialect.encoding());
      case BoundedRows.TooLongException unused ->
          at(
              file,
              line,
              "a row of at most %d characters, found a longer one (a quotation mark that is not closed?)"
                  .formatted(LONGEST_ROW));
      case CSVException quotes when isCutOff(quotes) ->
          at(file, line, "a quotation mark that closes the cell, found the end of the file");
      case CSVException unused ->
          at(
              file,
              line,
              "a delimiter or the line's end behind the quotation mark that closes a cell, found something else");
      default ->
          new DataException(
              "input %s: expected a file that can be read, found: %s"
                  .formatted(file, broken.getMessage()),
              broken);
    };
  }

  /// The library has one exception for all that is wrong with quotes.
  private static boolean isCutOff(CSVException quotes) {
    return String.valueOf(quotes.getMessage()).contains("EOF");
  }

  private static DataException at(Path file, long line, String expected) {
    return new DataException("input %s, line %d: expected %s".formatted(file, line, expected));
  }

  @Override
  public void close() throws IOException {
    parser.close();
    text.close();
  }
}
