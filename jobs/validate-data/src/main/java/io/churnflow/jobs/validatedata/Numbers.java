package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.Timestamps;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.ColumnType;
import io.churnflow.contracts.pipeline.ShownValue;
import java.util.Locale;

/// Numbers and timestamps in words.
final class Numbers {
  private Numbers() {}

  /// A cell's value; of a personal column only that there is one.
  static String shown(ColumnContract column, double value) {
    return ShownValue.of(column, words(column, value));
  }

  /// A value of this column.
  static String words(ColumnContract column, double value) {
    return column.type() == ColumnType.TIMESTAMP ? Timestamps.text(value) : plain(value);
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
