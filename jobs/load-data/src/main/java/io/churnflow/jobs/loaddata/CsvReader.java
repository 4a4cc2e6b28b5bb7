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
/// @param warnings takes what people are to know
record CsvReader(Contract contract, Purpose purpose, Consumer<String> warnings) {

  /// Reads a file into a new table file.
  ///
  /// @throws DataException naming file, line and column of the first thing that is wrong
  Loaded read(Path file, Path target) throws IOException {
    try (CsvRecords records = CsvRecords.open(file, contract.csv())) {
      Header header = Header.of(file, records.header(), contract, purpose, warnings);
      Layout layout = Layout.of(contract, purpose);
      try (TableWriter writer = TableWriter.create(target, layout.columns())) {
        TableBuilder table = new TableBuilder(file, contract, layout, header, writer);
        readRows(file, records, table);
        return new Loaded(table.rows(), records.sha256(), List.of());
      }
    }
  }

  private void readRows(Path file, CsvRecords records, TableBuilder table) throws IOException {
    for (Optional<CSVRecord> row = records.nextRow(); row.isPresent(); row = records.nextRow()) {
      table.add(row.get(), records.line());
    }
    if (table.rows() == 0) {
      throw new DataException(
          "input %s: expected rows below the header, found none".formatted(file));
    }
    table.finish(contract.unparseableShare(), warnings);
  }
}
