package io.churnflow.learning.profile;

import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.ColumnType;
import io.churnflow.contracts.pipeline.Pipeline;
import java.util.List;

/// A column as a profile looks at it.
///
/// @param name of the column
/// @param type what its cells are
/// @param visibility whether its values may be shown
public record ProfiledColumn(String name, ColumnType type, Visibility visibility) {

  /// Whether a column's values may be shown. Of others only counts and shares are, and how they go
  /// with the target.
  public enum Visibility {
    SHOWN,
    /// The contract says so.
    PERSONAL,
    /// No model sees the column.
    EXCLUDED
  }

  /// The contract's columns, in its order.
  public static List<ProfiledColumn> of(Pipeline pipeline) {
    List<String> excluded = pipeline.features().exclude();
    return pipeline.contract().columns().stream()
        .map(column -> new ProfiledColumn(column.name(), column.type(), of(column, excluded)))
        .toList();
  }

  private static Visibility of(ColumnContract column, List<String> excluded) {
    if (column.personal()) {
      return Visibility.PERSONAL;
    }
    return excluded.contains(column.name()) ? Visibility.EXCLUDED : Visibility.SHOWN;
  }

  boolean shown() {
    return visibility == Visibility.SHOWN;
  }

  /// Whether it can stand in a matrix of correlations.
  boolean correlates() {
    return shown()
        && switch (type) {
          case NUMBER, INTEGER, BOOLEAN -> true;
          case CATEGORY, TIMESTAMP -> false;
        };
  }
}
