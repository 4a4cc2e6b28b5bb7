package io.churnflow.contracts;

import java.util.Arrays;

/// Numbers, integers, booleans (0 and 1) and timestamps (milliseconds since 1970-01-01T00:00:00Z)
/// as double; NaN is a missing cell.
///
/// @param name the column's name
/// @param kind what the cells were declared to be
/// @param values one value a row; finite or NaN
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public record NumberColumn(String name, Kind kind, double[] values) implements Column {

  /// What a number stands for; decides how it is stored and printed.
  public enum Kind {
    NUMBER,
    INTEGER,
    BOOLEAN,
    TIMESTAMP
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public boolean isMissing(int row) {
    return Double.isNaN(values[row]);
  }

  @Override
  public String[] texts() {
    return Arrays.stream(values).mapToObj(this::text).toArray(String[]::new);
  }

  private String text(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return switch (kind) {
      case NUMBER -> Double.toString(value);
      case INTEGER, BOOLEAN -> Long.toString((long) value);
      case TIMESTAMP -> Timestamps.text(value);
    };
  }

  @Override
  public NumberColumn select(int[] rows) {
    double[] selected = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = values[rows[i]];
    }
    return new NumberColumn(name, kind, selected);
  }
}
