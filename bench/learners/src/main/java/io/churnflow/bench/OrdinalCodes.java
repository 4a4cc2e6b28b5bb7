package io.churnflow.bench;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;
import io.churnflow.learning.FeatureTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Replaces categories by their place in the alphabet, as scikit-learn's `OrdinalEncoder` does, so
/// that both sides of a comparison see the same numbers.
///
/// @param places by column, by category: from 0
record OrdinalCodes(Map<String, Map<String, Integer>> places) {
  private static final int UNSEEN = -1;

  /// The codes of a training table's categories.
  static OrdinalCodes of(FeatureTable train) {
    Map<String, Map<String, Integer>> places = new HashMap<>();
    for (Column column : train.columns()) {
      if (column instanceof CategoryColumn category) {
        Map<String, Integer> own = new HashMap<>();
        category.dictionary().stream().sorted().forEach(text -> own.put(text, own.size()));
        places.put(category.name(), own);
      }
    }
    return new OrdinalCodes(places);
  }

  /// The sample with numbers only; an unseen category is -1.
  Sample apply(Sample sample) {
    List<Column> columns = sample.features().columns().stream().map(this::coded).toList();
    return new Sample(new FeatureTable(columns, sample.features().rows()), sample.labels());
  }

  private Column coded(Column column) {
    return switch (column) {
      case NumberColumn number -> number;
      case CategoryColumn category -> coded(category, places.getOrDefault(column.name(), Map.of()));
      case TextColumn text -> throw new IllegalArgumentException(text.name() + ": free text");
    };
  }

  private static NumberColumn coded(CategoryColumn column, Map<String, Integer> own) {
    double[] byCode =
        column.dictionary().stream().mapToDouble(text -> own.getOrDefault(text, UNSEEN)).toArray();
    double[] values = new double[column.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = column.isMissing(row) ? Double.NaN : byCode[column.codes()[row]];
    }
    return new NumberColumn(column.name(), NumberColumn.Kind.INTEGER, values);
  }
}
