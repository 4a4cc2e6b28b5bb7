package io.churnflow.runtime.archive;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.NumberColumn.Kind;
import io.churnflow.contracts.Table;
import io.churnflow.runtime.ColumnLayout;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableWriter;
import io.churnflow.runtime.Utf8Texts;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/// Consecutive rows of an archived batch. Of what the customer is, there is only the id. A customer
/// whom several versions have scored has a row of each.
///
/// @param ids one a row
/// @param probabilities of leaving, one a row, in [0, 1]
/// @param decisions 1 where the customer was predicted to leave, else 0
/// @param arms each row's, by its place in the batch's list
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public record ScoredRows(Utf8Texts ids, double[] probabilities, double[] decisions, int[] arms) {
  private static final String ID = "id";
  private static final String PROBABILITY = "churn_probability";
  private static final String DECISION = "churn";
  private static final String ARM = "arm";

  /// The columns of the file; `arm` has the arms' names.
  public static final List<ColumnLayout> LAYOUT =
      List.of(
          new ColumnLayout(ID, ColumnLayout.Kind.TEXT),
          ColumnLayout.of(PROBABILITY, Kind.NUMBER),
          ColumnLayout.of(DECISION, Kind.BOOLEAN),
          new ColumnLayout(ARM, ColumnLayout.Kind.CATEGORY));

  /// Ends a file of rows.
  ///
  /// @param arms names of the batch's, in their order
  public static void finish(TableWriter file, List<String> arms) throws IOException {
    file.finish(Map.of(ARM, arms));
  }

  /// Rows that one arm has scored.
  ///
  /// @param threshold a customer is predicted to leave where the probability is at least this
  public static ScoredRows ofArm(Utf8Texts ids, double[] probabilities, double threshold, int arm) {
    int[] arms = new int[probabilities.length];
    Arrays.fill(arms, arm);
    double[] decisions =
        DoubleStream.of(probabilities).map(each -> each >= threshold ? 1 : 0).toArray();
    return new ScoredRows(ids, probabilities, decisions, arms);
  }

  /// Rows as a file has them.
  ///
  /// @throws DataException where a column is missing
  static ScoredRows of(TableBatch batch) {
    Utf8Texts ids = batch.text(ID).orElseThrow(() -> missing(ID));
    return new ScoredRows(
        ids,
        column(batch, PROBABILITY, NumberColumn.class).values(),
        column(batch, DECISION, NumberColumn.class).values(),
        column(batch, ARM, CategoryColumn.class).codes());
  }

  private static <C extends Column> C column(TableBatch batch, String name, Class<C> kind) {
    return batch
        .table()
        .find(name)
        .filter(kind::isInstance)
        .map(kind::cast)
        .orElseThrow(() -> missing(name));
  }

  private static DataException missing(String column) {
    return new DataException("archived predictions: expected a column " + column);
  }

  /// How many rows.
  public int size() {
    return probabilities.length;
  }

  /// As a file has them.
  public TableBatch table() {
    List<Column> columns =
        List.of(
            new NumberColumn(PROBABILITY, Kind.NUMBER, probabilities),
            new NumberColumn(DECISION, Kind.BOOLEAN, decisions),
            new CategoryColumn(ARM, arms, List.of()));
    return new TableBatch(new Table(columns, size()), Map.of(ID, ids));
  }
}
