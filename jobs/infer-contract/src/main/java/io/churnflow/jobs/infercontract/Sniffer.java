package io.churnflow.jobs.infercontract;

import io.churnflow.contracts.pipeline.Dialect;
import io.churnflow.contracts.pipeline.Dialect.Encoding;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.csv.CsvRecords;
import io.churnflow.runtime.csv.TextSource;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Tells a file's delimiter and quote: reads its beginning in every dialect there is and takes the
/// one in which most records are as wide as the header, and in which the least is left in the cells
/// of what other dialects put between and around them. Whether the whole file is so, reading it
/// shows.
final class Sniffer {
  private static final int LOOKED_AT = 1 << 18;
  private static final String[] DELIMITERS = {",", ";", "\t", "|"};
  private static final String[] QUOTES = {"\"", Dialect.NO_QUOTE, "'"};
  private static final Pattern DECIMAL_COMMA = Pattern.compile("\\s*[+-]?\\d*,\\d+\\s*");
  private static final Pattern STILL_QUOTED = Pattern.compile("(?s)\"[^\"]*\"|'[^']*'");

  private Sniffer() {}

  /// How a reading of the beginning came out.
  ///
  /// @param width of the header
  /// @param even share of the records that are as wide
  /// @param odd share of the cells with other delimiters or quotes in them
  private record Reading(Dialect dialect, int width, double even, double odd) {
    /// Rounded, so that a stray cell among thousands does not outweigh the order of preference.
    double merit() {
      return Math.rint(1000 * (even - odd));
    }
  }

  /// The dialect, but for its decimal mark.
  ///
  /// @throws DataException where no delimiter is found
  static Dialect dialect(Path file, Encoding encoding) throws IOException {
    String beginning = beginning(file, encoding);
    List<Reading> readings = new ArrayList<>();
    for (String quote : QUOTES) {
      for (String delimiter : DELIMITERS) {
        Reading reading = read(beginning, new Dialect(delimiter, quote, encoding, "."));
        if (reading.width() > 1) {
          readings.add(reading);
        }
      }
    }
    return readings.stream()
        .max(Comparator.comparingDouble(Reading::merit).thenComparing(Sniffer::preferred))
        .orElseThrow(() ->
            new DataException(
                "input %s, line 1: expected a header of two columns or more, with , ; | or a tab between, found one column"
                    .formatted(file)))
        .dialect();
  }

  private static int preferred(Reading one, Reading other) {
    return Integer.compare(rank(other), rank(one));
  }

  private static int rank(Reading reading) {
    int quote = List.of(QUOTES).indexOf(reading.dialect().quote());
    return DELIMITERS.length * quote + List.of(DELIMITERS).indexOf(reading.dialect().delimiter());
  }

  private static String beginning(Path file, Encoding encoding) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[1 << 13];
    try (TextSource source = TextSource.open(file, encoding)) {
      Reader reader = source.reader();
      int read = reader.read(buffer);
      while (read >= 0 && text.length() < LOOKED_AT) {
        text.append(buffer, 0, read);
        read = reader.read(buffer);
      }
    } catch (CharacterCodingException broken) {
      throw TextSource.broken(file, encoding);
    }
    if (text.toString().isBlank()) {
      throw new DataException(
          "input %s: expected a header and rows, found an empty file".formatted(file));
    }
    int end = text.length() < LOOKED_AT ? 0 : text.lastIndexOf("\n");
    return end > 0 ? text.substring(0, end + 1) : text.toString();
  }

  private static Reading read(String text, Dialect dialect) throws IOException {
    int width = 0;
    long records = 0;
    long even = 0;
    long cells = 0;
    long odd = 0;
    try (CSVParser parser = CSVParser.parse(new StringReader(text), CsvRecords.format(dialect))) {
      long line = 0;
      try {
        for (Iterator<CSVRecord> rows = parser.iterator(); rows.hasNext(); ) {
          CSVRecord row = rows.next();
          line = parser.getCurrentLineNumber();
          width = records == 0 ? row.size() : width;
          records++;
          even += row.size() == width ? 1 : 0;
          cells += row.size();
          odd += row.stream().filter(cell -> isOdd(cell, dialect)).count();
        }
      } catch (UncheckedIOException broken) {
        records += Math.max(1, text.lines().count() - line); // no line behind it was read
      }
    }
    return new Reading(
        dialect, width, (double) even / Math.max(1, records), (double) odd / Math.max(1, cells));
  }

  private static boolean isOdd(String cell, Dialect dialect) {
    for (String other : DELIMITERS) {
      if (!other.equals(dialect.delimiter())
          && cell.contains(other)
          && !DECIMAL_COMMA.matcher(cell).matches()) {
        return true;
      }
    }
    return cell.length() > 1 && STILL_QUOTED.matcher(cell).matches();
  }
}
