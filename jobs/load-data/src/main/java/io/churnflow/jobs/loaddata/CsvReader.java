package io.churnflow.jobs.loaddata;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Messages;
import io.churnflow.runtime.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads a CSV into the columns of a contract: UTF-8 with or without BOM, any line ends, quotes,
/// line ends inside quotes, columns in any order.
final class CsvReader {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  private final Contract contract;
  private final Purpose purpose;
  private final Messages messages;

  CsvReader(Contract contract, Purpose purpose, Messages messages) {
    this.contract = contract;
    this.purpose = purpose;
    this.messages = messages;
  }

  /// @param sha256 what the file's digest was a moment ago
  /// @throws DataException naming file, line and column of the first thing that is wrong
  Table read(Path file, String sha256) throws IOException {
    try (TextSource text = TextSource.open(file);
        CSVParser parser = CSVParser.parse(text.reader(), FORMAT)) {
      Table table = read(file, parser);
      text.requireDigest(sha256);
      return table;
    } catch (UncheckedIOException broken) {
      throw explain(file, Objects.requireNonNull(broken.getCause()));
    } catch (IOException broken) {
      throw explain(file, broken);
    }
  }

  private Table read(Path file, CSVParser parser) {
    Header header = null;
    List<ColumnBuilder> builders = List.of();
    int rows = 0;
    long line = 1;
    for (CSVRecord record : parser) {
      if (header == null) {
        header = Header.of(file, record, contract, purpose, messages);
        builders = builders(file);
      } else {
        requireWidth(file, header, record, line);
        for (ColumnBuilder builder : builders) {
          builder.add(record.get(header.place(builder.name())), line);
        }
        rows++;
      }
      line = parser.getCurrentLineNumber() + 1;
    }
    if (header == null) {
      throw new DataException(
          "input %s: expected a header and rows, found an empty file".formatted(file));
    }
    if (rows == 0) {
      throw new DataException(
          "input %s: expected rows below the header, found none".formatted(file));
    }
    return table(builders, rows);
  }

  private Table table(List<ColumnBuilder> builders, int rows) {
    List<Column> columns = new ArrayList<>();
    for (ColumnBuilder builder : builders) {
      columns.add(builder.finish(rows, contract.unparseableShare(), messages));
    }
    return new Table(columns, rows);
  }

  private List<ColumnBuilder> builders(Path file) {
    List<ColumnBuilder> builders = new ArrayList<>();
    builders.add(ColumnBuilder.id(file, contract.id()));
    contract.columns().forEach(column -> builders.add(ColumnBuilder.of(file, column)));
    if (purpose == Purpose.TRAINING) {
      builders.add(ColumnBuilder.target(contract.target()));
    }
    return builders;
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
