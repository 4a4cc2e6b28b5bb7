package io.churnflow.runtime;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/// `quarantine.csv`: the rows of a batch that are not scored, a line for each rule that one breaks,
/// in the order of the rows. A file is only there where there is a row in it.
public final class Quarantine implements AutoCloseable {
  /// The file's name.
  public static final String FILE = "quarantine.csv";

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
  private static final CSVFormat READ =
      FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();

  private final CSVPrinter printer;
  private long rows;
  private long last;

  private Quarantine(CSVPrinter printer) {
    this.printer = printer;
  }

  /// Why a row is put aside.
  ///
  /// @param row its number in the input, from 1, not counting the header
  /// @param id its id; empty where it cannot be told
  /// @param column the column; empty for a reason that is not of one
  /// @param rule the rule's name
  /// @param expected what the contract asks for, in words
  /// @param found what stands there, in words; of a personal column only that something does
  public record Reason(
      long row, String id, String column, String rule, String expected, String found) {}

  /// Begins a new file.
  public static Quarantine create(Path file) throws IOException {
    BufferedWriter out =
        Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    Quarantine begun = new Quarantine(new CSVPrinter(out, FORMAT));
    begun.printer.printRecord("row", "id", "column", "rule", "expected", "found");
    return begun;
  }

  /// Adds a reason, of the same row as the one before or of a later one.
  public void add(Reason reason) throws IOException {
    printer.printRecord(
        reason.row(),
        reason.id(),
        reason.column(),
        reason.rule(),
        reason.expected(),
        reason.found());
    rows += reason.row() == last ? 0 : 1;
    last = reason.row();
  }

  /// How many rows have been put aside.
  public long rows() {
    return rows;
  }

  @Override
  public void close() throws IOException {
    printer.close();
  }

  /// Takes what stands in a file.
  @FunctionalInterface
  public interface Taker {
    /// Takes the next reason.
    void take(Reason reason) throws IOException;
  }

  /// Gives what files say, in the order of the rows; each is in that order by itself.
  ///
  /// @throws DataException where one is none of ours
  public static void read(List<Path> files, Taker taker) throws IOException {
    switch (files.size()) {
      case 0 -> {}
      case 1 -> {
        try (CSVParser only = open(files.getFirst())) {
          for (CSVRecord record : only) {
            taker.take(reason(record, files.getFirst()));
          }
        }
      }
      case 2 -> {
        try (CSVParser one = open(files.getFirst());
            CSVParser two = open(files.getLast())) {
          merge(new Reading(one, files.getFirst()), new Reading(two, files.getLast()), taker);
        }
      }
      default -> throw new IllegalArgumentException("expected at most two files");
    }
  }

  private static void merge(Reading one, Reading two, Taker taker) throws IOException {
    while (one.next() < Long.MAX_VALUE || two.next() < Long.MAX_VALUE) {
      taker.take(one.next() <= two.next() ? one.take() : two.take());
    }
  }

  /// One file, of which the next line is known.
  private static final class Reading {
    private final Iterator<CSVRecord> records;
    private final Path file;
    private Reason ahead;

    Reading(CSVParser parser, Path file) {
      this.records = parser.iterator();
      this.file = file;
      this.ahead = further();
    }

    private Reason further() {
      return records.hasNext()
          ? reason(records.next(), file)
          : new Reason(Long.MAX_VALUE, "", "", "", "", "");
    }

    /// The row of the next line, the greatest number after the last.
    long next() {
      return ahead.row();
    }

    Reason take() {
      Reason taken = ahead;
      ahead = further();
      return taken;
    }
  }

  private static CSVParser open(Path file) throws IOException {
    return CSVParser.parse(file, StandardCharsets.UTF_8, READ);
  }

  private static Reason reason(CSVRecord record, Path file) {
    try {
      return new Reason(
          Long.parseLong(record.get("row")),
          record.get("id"),
          record.get("column"),
          record.get("rule"),
          record.get("expected"),
          record.get("found"));
    } catch (IllegalArgumentException other) {
      throw new DataException(
          "%s, line %d: expected a row that was put aside, found another table"
              .formatted(file, record.getRecordNumber() + 1),
          other);
    }
  }
}
