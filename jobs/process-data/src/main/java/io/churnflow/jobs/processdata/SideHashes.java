package io.churnflow.jobs.processdata;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.CopiedRows;
import io.churnflow.contracts.RowHashes;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.TableBatch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// The hashes of all rows, by side: what it takes to know which rows are held out and trained on at
/// once.
final class SideHashes {
  private final LongStream.Builder training = LongStream.builder();
  private final LongStream.Builder heldOut = LongStream.builder();

  /// The hash of each row of a batch, over the contract's columns that are not excluded.
  static long[] of(TableBatch batch, Pipeline pipeline) {
    List<String> excluded = pipeline.features().exclude();
    List<Column> columns =
        pipeline.contract().columns().stream()
            .map(ColumnContract::name)
            .filter(name -> !excluded.contains(name))
            .map(batch.table()::column)
            .toList();
    return RowHashes.of(columns, batch.rows());
  }

  void add(long[] hashes, Holdout holdout) {
    for (int row : holdout.outside()) {
      training.add(hashes[row]);
    }
    for (int row : holdout.inside()) {
      heldOut.add(hashes[row]);
    }
  }

  /// What was found in all rows.
  Found found() {
    long[] trainingRows = training.build().toArray();
    long[] held = heldOut.build().toArray();
    long[] trained = RowHashes.distinct(trainingRows);
    long across =
        Arrays.stream(held).filter(hash -> Arrays.binarySearch(trained, hash) >= 0).count();
    long[] all = LongStream.concat(Arrays.stream(trainingRows), Arrays.stream(held)).toArray();
    return new Found(
        new CopiedRows(all.length, RowHashes.distinct(all).length, across, held.length),
        RowHashes.repeated(all));
  }

  /// Copied rows.
  ///
  /// @param copied how many there are
  /// @param repeated the hashes of rows that stand more than once, ascending
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied
  record Found(CopiedRows copied, long[] repeated) {}
}
