package io.churnflow.learning.profile;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import java.util.ArrayList;
import java.util.List;

/// What is counted of a table, batch by batch.
///
/// @param rows by class
/// @param columns one tally a column
/// @param together how the number columns go together
public record TableTally(ClassCounts rows, List<ColumnTally> columns, CoMoments together) {
  /// Columns in the matrices at most: their cost grows with the square.
  static final int MOST_CORRELATED = 256;

  public TableTally {
    columns = List.copyOf(columns);
  }

  /// Of a batch.
  ///
  /// @param batch with number and category columns of these names
  /// @param labels 1 or 0 a row
  /// @param firstRow the table's number of the batch's first row, from 0
  public static TableTally of(
      Table batch, byte[] labels, long firstRow, List<ProfiledColumn> profiled) {
    List<ColumnTally> columns = new ArrayList<>();
    for (ProfiledColumn column : profiled) {
      columns.add(
          switch (batch.column(column.name())) {
            case NumberColumn number -> NumberTally.of(number.values(), labels, firstRow);
            case CategoryColumn category -> LevelTally.of(category, labels, firstRow);
            case TextColumn text -> throw new IllegalArgumentException(text.name() + ": free text");
          });
    }
    double[][] numbers =
        correlated(profiled).stream()
            .map(column -> ((NumberColumn) batch.column(column.name())).values())
            .toArray(double[][]::new);
    long positives = 0;
    for (byte label : labels) {
      positives += label;
    }
    return new TableTally(
        new ClassCounts(labels.length - positives, positives), columns, CoMoments.of(numbers));
  }

  /// The columns of the matrices.
  static List<ProfiledColumn> correlated(List<ProfiledColumn> profiled) {
    return profiled.stream().filter(ProfiledColumn::correlates).limit(MOST_CORRELATED).toList();
  }

  /// Of these rows and those, which have the same columns.
  public TableTally merge(TableTally other) {
    List<ColumnTally> merged = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      merged.add(columns.get(i).merge(other.columns.get(i)));
    }
    return new TableTally(rows.plus(other.rows), merged, together.merge(other.together));
  }
}
