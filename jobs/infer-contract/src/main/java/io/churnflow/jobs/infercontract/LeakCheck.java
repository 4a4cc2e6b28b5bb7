package io.churnflow.jobs.infercontract;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.NumberColumn.Kind;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Folds;
import io.churnflow.learning.Labels;
import io.churnflow.learning.Workers;
import io.churnflow.learning.leaks.SingleColumns;
import io.churnflow.runtime.csv.CellForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Which columns of the sample tell the target almost alone, as [SingleColumns] measures it. A
/// missing cell is a value as any other: what is known of customers only once they have left leaks
/// by being there.
///
/// @param table with its sample
/// @param target the column to predict
/// @param seed of the folds
record LeakCheck(TableProfile table, Target target, long seed) {
  private static final int FOLDS = 5;

  /// Fewer rows of a class in the sample say nothing.
  private static final int FEWEST = 10;

  /// Areas under the ROC curve by column, of those above [SingleColumns#SUSPICIOUS]; nothing where
  /// the sample has too few rows of one class to tell.
  ///
  /// @param kinds of the columns to look at, by their places in the table
  Optional<Map<String, Double>> suspicious(Map<Integer, ColumnKind> kinds) {
    byte[] labels = labels();
    int positives = Labels.positives(labels);
    if (Math.min(positives, labels.length - positives) < FEWEST) {
      return Optional.empty();
    }
    List<Column> columns = new ArrayList<>();
    kinds.forEach((place, kind) -> columns.add(column(place, kind)));
    try (Workers workers = new Workers(1)) {
      return Optional.of(
          SingleColumns.suspicious(
              new FeatureTable(columns, labels.length),
              labels,
              Folds.stratified(labels, FOLDS, seed),
              workers));
    }
  }

  private byte[] labels() {
    List<String> names = table.columns().stream().map(ColumnProfile::name).toList();
    List<String> cells = table.sample().column(names.indexOf(target.column()));
    byte[] labels = new byte[cells.size()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = (byte) (cells.get(row).equals(target.positive()) ? 1 : 0);
    }
    return labels;
  }

  private Column column(int place, ColumnKind kind) {
    ColumnProfile profile = table.columns().get(place);
    List<String> cells = table.sample().column(place);
    char decimal = table.dialect().decimalMark();
    return switch (kind) {
      case BOOLEAN -> numbers(profile, cells, CellForm.of(Kind.BOOLEAN, decimal)::parse);
      case INTEGER, NUMBER -> numbers(profile, cells, CellForm.of(Kind.NUMBER, decimal)::parse);
      case TIMESTAMP ->
          numbers(profile, cells, profile.timestamps().best().orElseThrow().format()::parse);
      case CATEGORY, MANY_CATEGORIES -> categories(profile, cells);
      case TEXT, EMPTY ->
          categories(profile, cells.stream().map(cell -> cell.isBlank() ? "" : "given").toList());
    };
  }

  private static Column numbers(
      ColumnProfile profile, List<String> cells, ToDoubleFunction<String> parse) {
    double[] values =
        cells.stream()
            .map(String::strip)
            .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : parse.applyAsDouble(cell))
            .toArray();
    return new NumberColumn(profile.name(), Kind.NUMBER, values);
  }

  private static Column categories(ColumnProfile profile, List<String> cells) {
    Map<String, Integer> codes = new LinkedHashMap<>();
    int[] rows = new int[cells.size()];
    for (int row = 0; row < rows.length; row++) {
      String cell = cells.get(row);
      Integer next = codes.size();
      Integer known =
          cell.isEmpty() ? (Integer) CategoryColumn.MISSING : codes.putIfAbsent(cell, next);
      rows[row] = known == null ? next : known;
    }
    return new CategoryColumn(profile.name(), rows, List.copyOf(codes.keySet()));
  }
}
