package io.churnflow.jobs.loaddata;

import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Quarantine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of rows that cannot be read: the first one ends the reading, or they are put aside
/// as long as they are no more than an allowed share.
final class BadRows implements AutoCloseable {
  private final Path file;
  private final Path aside;
  private final double share;
  private @Nullable Quarantine quarantine;
  private String first = "";

  /// @param file the input, in messages
  /// @param aside a new file for the rows that are put aside
  /// @param share of all rows that may be put aside; 0 for none
  BadRows(Path file, Path aside, double share) {
    this.file = file;
    this.aside = aside;
    this.share = share;
  }

  /// What is wrong with a row.
  ///
  /// @param id its id; empty where it cannot be told
  /// @param column the column; empty where it is not one
  /// @param rule in a word
  /// @param expected in words
  /// @param found in words; of a personal column only that something stands there
  record Fault(String id, String column, String rule, String expected, String found) {}

  /// Takes a row with its faults.
  ///
  /// @param row its number, from 1, not counting the header
  /// @param line where it begins in the file
  /// @throws DataException where no row may be put aside
  void take(long row, long line, List<Fault> faults) throws IOException {
    if (first.isEmpty()) {
      first = message(line, faults.getFirst());
    }
    if (share == 0) {
      throw new DataException(first);
    }
    if (quarantine == null) {
      quarantine = Quarantine.create(aside);
    }
    for (Fault fault : faults) {
      quarantine.add(
          new Quarantine.Reason(
              row, fault.id(), fault.column(), fault.rule(), fault.expected(), fault.found()));
    }
  }

  private String message(long line, Fault fault) {
    String column = fault.column().isEmpty() ? "" : ", column " + fault.column();
    return "input %s, line %d%s: expected %s, found %s"
        .formatted(file, line, column, fault.expected(), fault.found());
  }

  /// Judges all rows.
  ///
  /// @param rows how many could be read
  /// @return how many are put aside
  /// @throws DataException where these are more than allowed
  long finish(long rows) throws IOException {
    if (quarantine == null) {
      return 0;
    }
    quarantine.close();
    long bad = quarantine.rows();
    if (bad > Math.floor(share * (rows + bad))) {
      Files.delete(aside);
      throw new DataException(
          "%s (%d of %d rows cannot be read, allowed share %s)"
              .formatted(first, bad, rows + bad, share));
    }
    return bad;
  }

  @Override
  public void close() throws IOException {
    if (quarantine != null) {
      quarantine.close();
    }
  }
}
