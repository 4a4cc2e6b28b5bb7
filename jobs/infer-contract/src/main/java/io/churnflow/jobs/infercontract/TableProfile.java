package io.churnflow.jobs.infercontract;

import io.churnflow.contracts.pipeline.Dialect;
import io.churnflow.contracts.pipeline.ShownValue;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.csv.CsvRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;

/// What a whole CSV holds, read once.
///
/// @param dialect how it is written
/// @param columns in the order of the file; at least two
/// @param sample some of its rows
/// @param rows how many there are, at least 1
record TableProfile(Dialect dialect, List<ColumnProfile> columns, Sample sample, long rows) {
  /// More do not fit into a pipeline file.
  private static final int MOST_COLUMNS = 1 << 14;

  /// Reads the file.
  ///
  /// @param sniffed the dialect, but for its decimal mark
  /// @throws DataException where it is no table with a header
  static TableProfile read(Path file, Dialect sniffed, long seed) throws IOException {
    try (CsvRecords records = CsvRecords.open(file, sniffed)) {
      List<ColumnProfile> columns = columns(file, records.header());
      Sample sample = new Sample(columns.size(), seed);
      long rows = 0;
      for (Optional<CSVRecord> row = records.nextRow(); row.isPresent(); row = records.nextRow()) {
        for (int place = 0; place < columns.size(); place++) {
          columns.get(place).add(row.get().get(place));
        }
        sample.add(row.get());
        rows++;
      }
      if (rows == 0) {
        throw new DataException(
            "input %s: expected rows below the header, found none".formatted(file));
      }
      Dialect dialect =
          new Dialect(sniffed.delimiter(), sniffed.quote(), sniffed.encoding(), decimal(columns));
      return new TableProfile(dialect, columns, sample, rows);
    }
  }

  private static List<ColumnProfile> columns(Path file, List<String> header) {
    if (header.size() > MOST_COLUMNS) {
      throw new DataException(
          "input %s, line 1: expected at most %d columns, found %d"
              .formatted(file, MOST_COLUMNS, header.size()));
    }
    requireDistinct(file, header);
    List<ColumnProfile> columns = new ArrayList<>();
    DistinctHashes.Budget budget = new DistinctHashes.Budget();
    header.forEach(cell -> columns.add(new ColumnProfile(cell.strip(), budget)));
    long values = columns.stream().filter(column -> looksLikeAValue(column.name())).count();
    if (2 * values >= columns.size()) {
      throw new DataException(
          "input %s, line 1: expected a header, names of columns, found values such as '%s'"
              .formatted(
                  file,
                  columns.stream()
                      .map(ColumnProfile::name)
                      .filter(TableProfile::looksLikeAValue)
                      .findFirst()
                      .orElse("")));
    }
    return columns;
  }

  private static void requireDistinct(Path file, List<String> header) {
    Set<String> names = new HashSet<>();
    for (String cell : header) {
      if (!names.add(cell.strip())) {
        throw new DataException(
            "input %s, line 1: expected distinct column names, found %s twice"
                .formatted(file, ShownValue.quoted(cell.strip())));
      }
    }
  }

  /// Whether a header would not say this of a column, but a row would.
  private static boolean looksLikeAValue(String cell) {
    ColumnProfile alone = new ColumnProfile("", new DistinctHashes.Budget());
    alone.add(cell);
    return alone.given() == 0
        || alone.areBooleans()
        || alone.numbers('.').parsed() + alone.numbers(',').parsed() > 0
        || alone.timestamps().best().filter(form -> form.parsed() > 0).isPresent();
  }

  /// The mark by which more columns are numbers; a point where it makes no difference.
  private static String decimal(List<ColumnProfile> columns) {
    long comma = columns.stream().filter(column -> isBetter(column, ',', '.')).count();
    long point = columns.stream().filter(column -> isBetter(column, '.', ',')).count();
    return comma > point ? "," : ".";
  }

  private static boolean isBetter(ColumnProfile column, char mark, char other) {
    long parsed = column.numbers(mark).parsed();
    return parsed > column.numbers(other).parsed() && ColumnKind.areMost(parsed, column.given());
  }

  /// The column of this name.
  Optional<ColumnProfile> find(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
