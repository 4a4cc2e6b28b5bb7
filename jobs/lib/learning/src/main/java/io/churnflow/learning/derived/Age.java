package io.churnflow.learning.derived;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.Timestamps;
import io.churnflow.learning.Feature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whole days from a timestamp to another moment, rounded down; negative where that comes before.
///
/// @param name the model's column
/// @param from the timestamp column
/// @param untilColumn the timestamp column with each row's other moment; null for the same for all
/// @param until the other moment of all rows, in milliseconds since 1970-01-01T00:00:00Z; 0 where
///   there is a column
public record Age(String name, String from, @Nullable String untilColumn, double until)
    implements Derivation {

  public Age {
    if (!(Math.abs(until) <= Timestamps.FARTHEST) || (untilColumn != null && until != 0)) {
      throw new IllegalArgumentException(
          "age %s: expected a column or a moment up to the year 9999, found %s and %s"
              .formatted(name, untilColumn, until));
    }
  }

  @Override
  public Feature feature() {
    return new Feature(name, Feature.Kind.NUMBER);
  }

  @Override
  public List<String> sources() {
    return untilColumn == null ? List.of(from) : List.of(from, untilColumn);
  }

  @Override
  public Column of(Table table) {
    double[] starts = Derivation.moments(table, from);
    double[] ends = untilColumn == null ? null : Derivation.moments(table, untilColumn);
    double[] days = new double[starts.length];
    for (int row = 0; row < days.length; row++) {
      double end = ends == null ? until : ends[row];
      days[row] = Math.floor((end - starts[row]) / Timestamps.DAY);
    }
    return new NumberColumn(name, NumberColumn.Kind.INTEGER, days);
  }
}
