package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.archive.LabelStore;
import io.churnflow.runtime.csv.CsvRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// Outcomes as a CSV has them: the contract's id and target, and, if it is there, a column that
/// says which batch a row is about. Other columns are left alone and not kept.
final class LabelFile {
  private final Path file;
  private final Contract contract;
  private final String batchColumn;
  private final List<String> ids = new ArrayList<>();
  private final List<@Nullable String> batches = new ArrayList<>();
  private final List<Boolean> left = new ArrayList<>();
  private long unlabelled;

  private LabelFile(Path file, Contract contract, String batchColumn) {
    this.file = file;
    this.contract = contract;
    this.batchColumn = batchColumn;
  }

  /// @param sha256 of the bytes read
  /// @param unlabelled rows that say of no outcome
  /// @param table what is kept
  record Read(String sha256, long unlabelled, Table table) {}

  /// Reads a file whole before anything is made of it.
  ///
  /// @throws DataException naming file, line and column of the first thing that is wrong
  static Read read(Path file, Contract contract, String batchColumn) throws IOException {
    LabelFile read = new LabelFile(file, contract, batchColumn);
    try (CsvRecords records = CsvRecords.open(file, contract.csv())) {
      read.rows(records);
      return new Read(records.sha256(), read.unlabelled, read.table());
    }
  }

  private void rows(CsvRecords records) {
    List<String> header = records.header().stream().map(String::strip).toList();
    int id = place(header, contract.id());
    int target = place(header, contract.target().column());
    int batch = header.indexOf(batchColumn);
    for (Optional<CSVRecord> row = records.nextRow(); row.isPresent(); row = records.nextRow()) {
      String label = row.get().get(target).strip();
      if (label.isEmpty()) {
        unlabelled++;
        continue;
      }
      left.add(left(label, records.line()));
      ids.add(id(row.get().get(id).strip(), records.line()));
      String about = batch < 0 ? "" : row.get().get(batch).strip();
      batches.add(about.isEmpty() ? null : about);
    }
  }

  private int place(List<String> header, String column) {
    int place = header.indexOf(column);
    if (place < 0 || place != header.lastIndexOf(column)) {
      throw new DataException(
          "input %s, line 1: expected the column %s once, found %s"
              .formatted(file, column, place < 0 ? "none" : "it twice"));
    }
    return place;
  }

  private boolean left(String label, long line) {
    Target target = contract.target();
    if (!label.equals(target.positive()) && !label.equals(target.negative())) {
      throw new DataException(
          "input %s, line %d, column %s: expected '%s', '%s' or nothing, found '%s'"
              .formatted(file, line, target.column(), target.positive(), target.negative(), label));
    }
    return label.equals(target.positive());
  }

  private String id(String id, long line) {
    if (id.isEmpty()) {
      throw new DataException(
          "input %s, line %d, column %s: expected an id, found nothing"
              .formatted(file, line, contract.id()));
    }
    return id;
  }

  private Table table() {
    double[] labels = left.stream().mapToDouble(each -> each ? 1 : 0).toArray();
    return new Table(
        List.of(
            new TextColumn(LabelStore.ID, ids.toArray(String[]::new)),
            new TextColumn(LabelStore.BATCH, batches.toArray(new @Nullable String[0])),
            new NumberColumn(LabelStore.LEFT, NumberColumn.Kind.BOOLEAN, labels)),
        labels.length);
  }
}
