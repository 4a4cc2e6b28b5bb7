package io.churnflow.jobs.addoutcomes;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.runtime.ColumnLayout;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableReader;
import io.churnflow.runtime.TableWriter;
import io.churnflow.runtime.Utf8Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// The rows to train on, on their way into a file: of each customer the newest, which is to be
/// offered first.
final class TrainingRows implements AutoCloseable {
  private final Contract contract;
  private final List<ColumnLayout> layout;
  private final Recoding recoding;
  private final TableWriter writer;
  private final Set<String> customers = new HashSet<>();
  private long rows;
  private long positives;

  private TrainingRows(Contract contract, TableReader like, TableWriter writer) {
    this.contract = contract;
    this.layout = like.layout();
    this.recoding = new Recoding(like.dictionaries());
    this.writer = writer;
  }

  /// @param file a new one
  /// @param like the table that has the same columns
  static TrainingRows create(Path file, TableReader like, Contract contract) throws IOException {
    return new TrainingRows(contract, like, TableWriter.create(file, like.layout()));
  }

  /// The columns of the file.
  List<ColumnLayout> layout() {
    return layout;
  }

  /// Takes a past batch's rows of customers who have none yet.
  ///
  /// @return how many it has taken
  int add(TableBatch batch) throws IOException {
    return take(batch, customers::add);
  }

  /// Takes the input's rows, in which no customer stands twice, of customers who have none yet.
  ///
  /// @return how many it has taken
  int addOthers(TableBatch batch) throws IOException {
    return take(batch, id -> !customers.contains(id));
  }

  private int take(TableBatch batch, Predicate<String> wanted) throws IOException {
    Utf8Texts ids = ids(batch, contract);
    int[] taken =
        IntStream.range(0, batch.rows()).filter(row -> wanted.test(key(ids, row))).toArray();
    TableBatch recoded = recoding.of(batch.select(taken));
    writer.add(recoded);
    rows += taken.length;
    positives += positives(recoded);
    return taken.length;
  }

  /// The ids of a batch's rows.
  ///
  /// @throws DataException where it has none
  static Utf8Texts ids(TableBatch batch, Contract contract) {
    return batch
        .text(contract.id())
        .orElseThrow(() ->
            new DataException("column %s: expected texts, found none".formatted(contract.id())));
  }

  private String key(Utf8Texts ids, int row) {
    String id = ids.text(row);
    if (id == null) {
      throw new DataException("column %s: expected an id in each row".formatted(contract.id()));
    }
    return id;
  }

  private long positives(TableBatch recoded) {
    String column = contract.target().column();
    int positive = recoding.find(column, contract.target().positive());
    int[] codes = ((CategoryColumn) recoded.table().column(column)).codes();
    return IntStream.of(codes).filter(code -> code == positive).count();
  }

  long rows() {
    return rows;
  }

  /// Whether there are as many rows as a training takes, of customers who have left and who have
  /// stayed.
  boolean suffice() {
    return rows >= contract.minimumRows().training() && positives > 0 && positives < rows;
  }

  /// Ends the file.
  void finish() throws IOException {
    writer.finish(recoding.texts());
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
