package io.churnflow.jobs.processdata;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableReader;
import io.churnflow.runtime.TableWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The rows of one side of the split, on their way into a file.
final class Side implements AutoCloseable {
  private final String name;
  private final Target target;
  private final Map<String, List<String>> dictionaries;
  private final TableWriter writer;
  private final int positiveCode;
  private long rows;
  private long positives;

  private Side(String name, Target target, TableReader table, TableWriter writer) {
    this.name = name;
    this.target = target;
    this.dictionaries = table.dictionaries();
    this.writer = writer;
    this.positiveCode =
        dictionaries.getOrDefault(target.column(), List.of()).indexOf(target.positive());
  }

  /// @param name for messages
  /// @param table where the rows come from
  static Side of(String name, Path file, TableReader table, Pipeline pipeline) throws IOException {
    return new Side(
        name, pipeline.contract().target(), table, TableWriter.create(file, table.layout()));
  }

  void add(TableBatch batch) throws IOException {
    writer.add(batch);
    rows += batch.rows();
    for (int code : ((CategoryColumn) batch.table().column(target.column())).codes()) {
      positives += code == positiveCode ? 1 : 0;
    }
  }

  long rows() {
    return rows;
  }

  /// Ends the file.
  ///
  /// @return how many rows are positive
  /// @throws DataException where all are, or none is
  long finish() throws IOException {
    if (positives == 0 || positives == rows) {
      throw new DataException(
          "column %s: expected both '%s' and '%s' among the %d %s rows, found one of them only"
              .formatted(target.column(), target.positive(), target.negative(), rows, name));
    }
    writer.finish(dictionaries);
    return positives;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
