package io.churnflow.learning;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.Target;

/// The target as one byte a row: 1 is positive, 0 negative.
public final class Labels {
  private Labels() {}

  /// Reads the target column of a table.
  ///
  /// @throws IllegalArgumentException where a cell is missing or is neither of the two values
  public static byte[] of(Table table, Target target) {
    if (!(table.column(target.column()) instanceof CategoryColumn column)) {
      throw new IllegalArgumentException(
          "target %s: expected a category column".formatted(target.column()));
    }
    byte[] byCode = new byte[column.dictionary().size()];
    for (int code = 0; code < byCode.length; code++) {
      byCode[code] = label(column.dictionary().get(code), target);
    }
    byte[] labels = new byte[table.rows()];
    for (int row = 0; row < labels.length; row++) {
      int code = column.codes()[row];
      byte label = code == CategoryColumn.MISSING ? -1 : byCode[code];
      if (label < 0) {
        String found = code < 0 ? "nothing" : "'" + column.dictionary().get(code) + "'";
        throw new IllegalArgumentException(
            "target %s, row %d: expected '%s' or '%s', found %s"
                .formatted(target.column(), row + 1, target.positive(), target.negative(), found));
      }
      labels[row] = label;
    }
    return labels;
  }

  private static byte label(String text, Target target) {
    if (text.equals(target.positive())) {
      return 1;
    }
    return (byte) (text.equals(target.negative()) ? 0 : -1);
  }

  /// How many are positive.
  public static int positives(byte[] labels) {
    int positives = 0;
    for (byte label : labels) {
      positives += label;
    }
    return positives;
  }

  /// The labels of the given rows, in the given order.
  public static byte[] select(byte[] labels, int[] rows) {
    byte[] selected = new byte[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = labels[rows[i]];
    }
    return selected;
  }
}
