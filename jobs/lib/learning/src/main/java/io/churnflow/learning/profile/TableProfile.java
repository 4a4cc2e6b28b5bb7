package io.churnflow.learning.profile;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.pipeline.ColumnType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a table holds.
///
/// @param rows of the table, at least 1
/// @param positives of these, how many left
/// @param churnRate the share that left, with Wilson's 95 % interval
/// @param missingCells cells without a value, of all columns
/// @param copiedRows rows that equal an earlier one in every column that models see
/// @param suspicions what to look at first
/// @param columns in the table's order
/// @param matrix of the number columns whose values may be shown
public record TableProfile(
    long rows,
    long positives,
    Estimate churnRate,
    long missingCells,
    long copiedRows,
    List<Suspicion> suspicions,
    List<ColumnProfile> columns,
    Matrix matrix) {

  public TableProfile {
    suspicions = List.copyOf(suspicions);
    columns = List.copyOf(columns);
  }

  /// @param tally of the whole table, at least one row
  /// @param profiled its columns
  /// @param dictionaries the texts of each category column's codes
  /// @param copiedRows rows that equal an earlier one
  /// @throws IllegalArgumentException for no rows
  public static TableProfile of(
      TableTally tally,
      List<ProfiledColumn> profiled,
      Map<String, List<String>> dictionaries,
      long copiedRows) {
    ClassCounts rows = tally.rows();
    Estimate rate = rows.rate();
    if (rate == null) {
      throw new IllegalArgumentException("expected at least one row, found none");
    }
    List<ColumnProfile> columns = new ArrayList<>();
    for (int i = 0; i < profiled.size(); i++) {
      List<String> categories = dictionaries.getOrDefault(profiled.get(i).name(), List.of());
      columns.add(
          new ColumnProfiler(profiled.get(i), rows.rows()).of(tally.columns().get(i), categories));
    }
    List<String> correlated =
        TableTally.correlated(profiled).stream().map(ProfiledColumn::name).toList();
    long all = profiled.stream().filter(ProfiledColumn::correlates).count();
    Matrix matrix = Matrix.of(correlated, tally.together(), (int) all - correlated.size());
    TableProfile bare =
        new TableProfile(
            rows.rows(),
            rows.positives(),
            rate,
            columns.stream().mapToLong(ColumnProfile::missing).sum(),
            copiedRows,
            List.of(),
            columns,
            matrix);
    return bare.suspecting(Suspicions.of(bare, Copies.of(tally, columns)));
  }

  private TableProfile suspecting(List<Suspicion> found) {
    return new TableProfile(
        rows, positives, churnRate, missingCells, copiedRows, found, columns, matrix);
  }

  /// The columns by how much they tell of the target, most first; of equals the first one.
  public List<ColumnProfile> ranked() {
    Comparator<ColumnProfile> byInformation =
        Comparator.comparingDouble(column -> -column.association().mutualInformation());
    return columns.stream().sorted(byInformation).toList();
  }

  /// How many columns there are of each type, in the types' order.
  public Map<ColumnType, Long> types() {
    Map<ColumnType, Long> counts = new LinkedHashMap<>();
    for (ColumnType type : ColumnType.values()) {
      long count = columns.stream().filter(column -> column.type() == type).count();
      if (count > 0) {
        counts.put(type, count);
      }
    }
    return counts;
  }

  /// Share of cells without a value.
  public double missingShare() {
    return columns.isEmpty() ? 0 : (double) missingCells / rows / columns.size();
  }

  /// The entropy of the target, in nats: what a column could tell at most.
  public double uncertainty() {
    double left = (double) positives / rows;
    return part(left) + part(1 - left);
  }

  private static double part(double share) {
    return share <= 0 ? 0 : -share * StrictMath.log(share);
  }
}
