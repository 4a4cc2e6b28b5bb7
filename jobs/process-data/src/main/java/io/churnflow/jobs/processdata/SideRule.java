package io.churnflow.jobs.processdata;

import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.RowHashes;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.contracts.pipeline.Split;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableReader;
import io.churnflow.runtime.Utf8Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// What decides which side a row is on.
@FunctionalInterface
interface SideRule {
  /// The sides of a batch's rows.
  Holdout of(TableBatch batch);

  /// The rule of a pipeline.
  ///
  /// @param file the whole table, which a split by time reads once more
  static SideRule of(Pipeline pipeline, Path file) throws IOException {
    Split split = pipeline.split();
    String group = split.groupColumn();
    String time = split.timeColumn();
    if (time != null) {
      double from = latest(file, time, split.holdoutPercent());
      return batch -> Holdout.since(from, times(batch, time));
    }
    if (group != null) {
      return batch -> Holdout.of(split, groups(batch, group));
    }
    return batch -> Holdout.of(split, ids(batch, pipeline.contract().id()));
  }

  /// The same by id, but that equal rows are on one side: that of their hash.
  ///
  /// @param repeated the hashes of rows that stand more than once, ascending
  static SideRule together(Pipeline pipeline, long[] repeated) {
    return batch -> {
      Utf8Texts ids = ids(batch, pipeline.contract().id());
      long[] hashes = SideHashes.of(batch, pipeline);
      @Nullable String[] keys = new @Nullable String[hashes.length];
      for (int row = 0; row < keys.length; row++) {
        boolean copied = Arrays.binarySearch(repeated, hashes[row]) >= 0;
        keys[row] = copied ? RowHashes.text(hashes[row]) : ids.text(row);
      }
      return Holdout.of(
          pipeline.split(), Utf8Texts.of(new TextColumn("key", keys), 0, keys.length));
    };
  }

  private static Utf8Texts ids(TableBatch batch, String id) {
    return batch
        .text(id)
        .orElseThrow(() -> new DataException("column %s: expected texts".formatted(id)));
  }

  /// A group's cell as text.
  private static Utf8Texts groups(TableBatch batch, String group) {
    String[] texts = batch.table().column(group).texts();
    return Utf8Texts.of(new TextColumn(group, texts), 0, texts.length);
  }

  private static double[] times(TableBatch batch, String time) {
    return ((NumberColumn) batch.table().column(time)).values();
  }

  /// The time from which on rows are held out, so that at least the share asked for is.
  private static double latest(Path file, String time, int percent) throws IOException {
    DoubleStream.Builder all = DoubleStream.builder();
    try (TableReader table = TableReader.open(file)) {
      for (Optional<TableBatch> next = table.next(); next.isPresent(); next = table.next()) {
        Arrays.stream(times(next.get(), time)).forEach(all);
      }
    }
    double[] sorted = all.build().sorted().toArray();
    long held = Math.ceilDiv((long) sorted.length * percent, 100);
    return sorted.length == 0 ? 0 : sorted[(int) (sorted.length - held)];
  }
}
