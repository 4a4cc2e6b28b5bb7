package io.churnflow.jobs.processdata;

import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.InOrder;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Writes a table's rows into one file a side; anew where they are there already.
///
/// @param pipeline with the columns
/// @param file the whole table
/// @param output where the files go
/// @param threads that part batches
record Sides(Pipeline pipeline, Path file, Output output, int threads) {

  /// What was written.
  ///
  /// @param copies rows that equal others
  record Written(
      long trainingRows,
      long holdoutRows,
      long trainingPositives,
      long holdoutPositives,
      SideHashes.Found copies) {}

  /// @throws io.churnflow.runtime.DataException where a side lacks a class
  Written write(SideRule rule) throws IOException {
    Path training = output.path("train.arrow");
    Path heldOut = output.path("holdout.arrow");
    Files.deleteIfExists(training);
    Files.deleteIfExists(heldOut);
    try (TableReader table = TableReader.open(file);
        Side train = Side.of("training", training, table, pipeline);
        Side held = Side.of("hold-out", heldOut, table, pipeline)) {
      SideHashes hashes = part(rule, table, train, held);
      return new Written(train.rows(), held.rows(), train.finish(), held.finish(), hashes.found());
    }
  }

  private SideHashes part(SideRule rule, TableReader table, Side train, Side held)
      throws IOException {
    SideHashes hashes = new SideHashes();
    InOrder.Taker<Parted> write =
        parted -> {
          train.add(parted.outside());
          held.add(parted.inside());
          hashes.add(parted.hashes(), parted.holdout());
        };
    try (InOrder<Parted> work = new InOrder<>(threads, write)) {
      for (Optional<TableBatch> next = table.next(); next.isPresent(); next = table.next()) {
        TableBatch batch = next.get();
        work.give(() -> Parted.of(batch, rule.of(batch), SideHashes.of(batch, pipeline)));
      }
      work.finish();
    }
    return hashes;
  }

  /// A batch's rows by side.
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied
  private record Parted(TableBatch inside, TableBatch outside, long[] hashes, Holdout holdout) {
    static Parted of(TableBatch batch, Holdout holdout, long[] hashes) {
      return new Parted(
          batch.select(holdout.inside()), batch.select(holdout.outside()), hashes, holdout);
    }
  }
}
