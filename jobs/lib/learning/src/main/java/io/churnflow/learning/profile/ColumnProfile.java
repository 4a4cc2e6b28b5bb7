package io.churnflow.learning.profile;

import io.churnflow.contracts.pipeline.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one column holds.
///
/// @param name of the column
/// @param type what its cells are
/// @param visibility whether its values may be shown; where not, `numbers`, `histogram` and `rates`
///   are left out
/// @param rows of the table
/// @param missing of these, how many have no value
/// @param distinct different values, missing not counted
/// @param distinctIsExact whether that is a count; else an estimate with a standard error of 1.6 %
/// @param mostFrequent rows of the most frequent value
/// @param association how it goes with the target
/// @param numbers where its numbers lie; null for categories and booleans, and without any value
/// @param histogram how they are spread; null with `numbers`
/// @param rates churn rate by category or range, and of missing cells
public record ColumnProfile(
    String name,
    ColumnType type,
    ProfiledColumn.Visibility visibility,
    long rows,
    long missing,
    long distinct,
    boolean distinctIsExact,
    long mostFrequent,
    Association association,
    @Nullable NumberSummary numbers,
    @Nullable Histogram histogram,
    List<Rate> rates) {

  public ColumnProfile {
    rates = List.copyOf(rates);
  }

  /// Share of rows without a value.
  public double missingShare() {
    return rows == 0 ? 0 : (double) missing / rows;
  }

  /// Whether its values may be shown.
  public boolean shown() {
    return visibility == ProfiledColumn.Visibility.SHOWN;
  }

  /// Rows with a value.
  public long present() {
    return rows - missing;
  }
}
