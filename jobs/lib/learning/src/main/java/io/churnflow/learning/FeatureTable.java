package io.churnflow.learning;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import java.util.Arrays;
import java.util.List;

/// The columns that a model sees, in the model's order; neither id nor target.
///
/// @param columns number and category columns
/// @param rows number of rows of every column
public record FeatureTable(List<Column> columns, int rows) implements PreparedTable {

  public FeatureTable {
    columns = new Table(columns, rows).columns();
    for (Column column : columns) {
      if (Feature.of(column).kind() == Feature.Kind.TIMESTAMP) {
        throw new IllegalArgumentException(
            "feature %s: expected a number or category column, found timestamps"
                .formatted(column.name()));
      }
    }
  }

  /// The named columns of a table, in the order of the names.
  ///
  /// @throws IllegalArgumentException where the table lacks a column or it is free text
  public static FeatureTable of(Table table, List<String> names) {
    return new FeatureTable(names.stream().map(table::column).toList(), table.rows());
  }

  @Override
  public FeatureTable table() {
    return this;
  }

  @Override
  public FeatureTable only(int[] places) {
    return new FeatureTable(Arrays.stream(places).mapToObj(columns::get).toList(), rows);
  }

  /// The columns of these names, in this order.
  public FeatureTable named(List<Feature> features) {
    return of(new Table(columns, rows), Feature.names(features));
  }

  /// What the columns are.
  public List<Feature> features() {
    return columns.stream().map(Feature::of).toList();
  }

  /// Checks that the columns are those that a model was fitted on, in its order.
  ///
  /// @throws IllegalArgumentException naming the first column that differs
  public FeatureTable require(List<Feature> expected) {
    for (int i = 0; i < Math.max(expected.size(), columns.size()); i++) {
      Object found = i < columns.size() ? Feature.of(columns.get(i)) : "no column";
      Object wanted = i < expected.size() ? expected.get(i) : "no column";
      if (!wanted.equals(found)) {
        throw new IllegalArgumentException(
            "feature column %d: expected %s, found %s".formatted(i + 1, wanted, found));
      }
    }
    return this;
  }

  /// The number column at a place, by its values.
  public double[] numbers(int place) {
    return ((NumberColumn) columns.get(place)).values();
  }

  /// The category column at a place.
  public CategoryColumn category(int place) {
    return (CategoryColumn) columns.get(place);
  }

  /// The given rows (from 0), in the given order.
  public FeatureTable select(int[] chosen) {
    return new FeatureTable(
        columns.stream().map(column -> column.select(chosen)).toList(), chosen.length);
  }
}
