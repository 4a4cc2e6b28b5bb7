package io.churnflow.runtime.archive;

import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.NumberColumn.Kind;
import io.churnflow.contracts.Table;
import io.churnflow.runtime.ColumnLayout;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.Utf8Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/// Consecutive rows of an archived batch. Of what the customer is, there is only the id.
///
/// @param ids one a row
/// @param probabilities of leaving, one a row, in [0, 1]
/// @param threshold a customer is predicted to leave where the probability is at least this
/// @param versions of the model that scored each row
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public record ScoredRows(
    Utf8Texts ids, double[] probabilities, double threshold, double[] versions) {
  private static final String ID = "id";
  private static final String PROBABILITY = "churn_probability";
  private static final String DECISION = "churn";
  private static final String VERSION = "model_version";

  /// The columns of the file.
  public static final List<ColumnLayout> LAYOUT =
      List.of(
          new ColumnLayout(ID, ColumnLayout.Kind.TEXT),
          ColumnLayout.of(PROBABILITY, Kind.NUMBER),
          ColumnLayout.of(DECISION, Kind.BOOLEAN),
          ColumnLayout.of(VERSION, Kind.INTEGER));

  /// Rows that one version has scored.
  public static ScoredRows of(
      Utf8Texts ids, double[] probabilities, double threshold, int version) {
    double[] versions = new double[probabilities.length];
    Arrays.fill(versions, version);
    return new ScoredRows(ids, probabilities, threshold, versions);
  }

  /// Rows as a file has them.
  ///
  /// @throws DataException where a column is missing
  static ScoredRows of(TableBatch batch, double threshold) {
    Utf8Texts ids =
        batch
            .text(ID)
            .orElseThrow(() -> new DataException("archived predictions: expected a column id"));
    return new ScoredRows(ids, numbers(batch, PROBABILITY), threshold, numbers(batch, VERSION));
  }

  private static double[] numbers(TableBatch batch, String name) {
    return batch
        .table()
        .find(name)
        .filter(NumberColumn.class::isInstance)
        .map(NumberColumn.class::cast)
        .orElseThrow(
            () -> new DataException("archived predictions: expected numbers in a column " + name))
        .values();
  }

  /// How many rows.
  public int size() {
    return probabilities.length;
  }

  /// As a file has them.
  public TableBatch table() {
    double[] decisions =
        DoubleStream.of(probabilities).map(each -> each >= threshold ? 1 : 0).toArray();
    List<NumberColumn> columns =
        List.of(
            new NumberColumn(PROBABILITY, Kind.NUMBER, probabilities),
            new NumberColumn(DECISION, Kind.BOOLEAN, decisions),
            new NumberColumn(VERSION, Kind.INTEGER, versions));
    return new TableBatch(new Table(List.copyOf(columns), size()), Map.of(ID, ids));
  }
}
