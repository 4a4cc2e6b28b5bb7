package io.churnflow.jobs.profiledata;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.RowHashes;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.Labels;
import io.churnflow.learning.profile.ProfiledColumn;
import io.churnflow.learning.profile.TableProfile;
import io.churnflow.learning.profile.TableTally;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.InOrder;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/// Reads a table once, batch by batch, and counts what is in it. Memory grows with the columns, and
/// with the rows by 8 bytes each, which it takes to know copied ones.
final class TableScan {
  private final Pipeline pipeline;
  private final Path file;
  private final int threads;
  private final List<ProfiledColumn> columns;
  private final LongStream.Builder rows = LongStream.builder();
  private final List<TableTally> done = new ArrayList<>();

  /// @param threads that count batches; what they find is merged in the file's order
  TableScan(Pipeline pipeline, Path file, int threads) {
    this.pipeline = pipeline;
    this.file = file;
    this.threads = threads;
    this.columns = ProfiledColumn.of(pipeline);
  }

  /// What was counted of a batch.
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied
  private record Counted(TableTally tally, long[] rows) {}

  /// @throws DataException for a table without rows
  TableProfile profile() throws IOException {
    try (TableReader table = TableReader.open(file)) {
      count(table);
      Map<String, List<String>> dictionaries = table.dictionaries();
      if (done.isEmpty()) {
        throw new DataException(file + ": expected at least one row, found none");
      }
      long[] hashes = rows.build().toArray();
      long copied = hashes.length - RowHashes.distinct(hashes).length;
      return TableProfile.of(done.getFirst(), columns, dictionaries, copied);
    }
  }

  private void count(TableReader table) throws IOException {
    try (InOrder<Counted> work = new InOrder<>(threads, this::take)) {
      long before = 0;
      for (Optional<TableBatch> next = table.next(); next.isPresent(); next = table.next()) {
        TableBatch batch = next.get();
        long firstRow = before;
        work.give(() -> counted(batch, firstRow));
        before += batch.rows();
      }
      work.finish();
    }
  }

  private Counted counted(TableBatch batch, long firstRow) {
    byte[] labels = Labels.of(batch.table(), pipeline.contract().target());
    List<Column> seen =
        columns.stream()
            .filter(column -> column.visibility() != ProfiledColumn.Visibility.EXCLUDED)
            .map(column -> batch.table().column(column.name()))
            .toList();
    return new Counted(
        TableTally.of(batch.table(), labels, firstRow, columns), RowHashes.of(seen, batch.rows()));
  }

  private void take(Counted counted) {
    for (long hash : counted.rows()) {
      rows.add(hash);
    }
    if (done.isEmpty()) {
      done.add(counted.tally());
    } else {
      done.set(0, done.getFirst().merge(counted.tally()));
    }
  }
}
