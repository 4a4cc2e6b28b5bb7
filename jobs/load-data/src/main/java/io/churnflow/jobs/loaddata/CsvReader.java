package io.churnflow.jobs.loaddata;

import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Purpose;
import io.churnflow.runtime.TableWriter;
import io.churnflow.runtime.csv.CsvRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVRecord;

/// Reads a CSV into the columns of a contract: in the contract's dialect, with or without BOM, any
/// line ends, quotes, line ends inside quotes, columns in any order. It has the say on what is
/// wrong with a file; [FastReader] reads plain ones.
///
/// @param contract the columns
/// @param purpose with the target, or without
/// @param quarantine share of the rows that may be put aside where they cannot be read
/// @param warnings takes what people are to know
record CsvReader(Contract contract, Purpose purpose, double quarantine, Consumer<String> warnings) {

  /// Reads a file into a new table file.
  ///
  /// @param aside a new file for the rows that are put aside, made where there are any
  /// @throws DataException naming file, line and column of the first thing that is wrong
  Loaded read(Path file, Path target, Path aside) throws IOException {
    try (CsvRecords records = CsvRecords.open(file, contract.csv())) {
      Header header = Header.of(file, records.header(), contract, purpose, warnings);
      Layout layout = Layout.of(contract, purpose);
      try (TableWriter writer = TableWriter.create(target, layout.columns());
          BadRows bad = new BadRows(file, aside, quarantine)) {
        boolean strict = quarantine > 0 && contract.unparseableShare() == 0;
        TableBuilder table = new TableBuilder(file, contract, layout, header, writer, strict);
        readRows(records, table, bad);
        long putAside = bad.finish(table.rows());
        finish(file, table);
        return new Loaded(table.rows(), putAside, records.sha256(), List.of());
      }
    }
  }

  private static void readRows(CsvRecords records, TableBuilder table, BadRows bad)
      throws IOException {
    long row = 1;
    for (Optional<CSVRecord> record = records.next(); record.isPresent(); record = records.next()) {
      List<BadRows.Fault> faults = table.faults(record.get());
      if (faults.isEmpty()) {
        table.add(record.get(), records.line());
      } else {
        bad.take(row, records.line(), faults);
      }
      row++;
    }
  }

  private void finish(Path file, TableBuilder table) throws IOException {
    if (table.rows() == 0) {
      throw new DataException(
          "input %s: expected rows below the header, found none".formatted(file));
    }
    table.finish(contract.unparseableShare(), warnings);
  }
}
