package io.churnflow.learning.drift;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.drift.CategoryMarginal;
import io.churnflow.contracts.drift.Marginal;
import io.churnflow.contracts.drift.NumberMarginal;
import io.churnflow.learning.FeatureTable;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts columns, and merges what was counted of parts of a table.
public final class Marginals {
  /// Different values that are told apart.
  public static final int MOST = 100_000;

  private Marginals() {}

  /// The distribution of a column.
  ///
  /// @throws IllegalArgumentException for a column of free text
  public static Marginal of(Column column) {
    return switch (column) {
      case NumberColumn numbers -> of(numbers.values());
      case CategoryColumn categories -> Categories.of(categories);
      case TextColumn text ->
          throw new IllegalArgumentException(
              "column %s: expected numbers or categories, found free text".formatted(text.name()));
    };
  }

  /// The distribution of each column, by its name.
  public static Map<String, Marginal> of(FeatureTable features) {
    Map<String, Marginal> marginals = new LinkedHashMap<>();
    features.columns().forEach(column -> marginals.put(column.name(), of(column)));
    return marginals;
  }

  /// The distribution of numbers.
  ///
  /// @param values NaN is missing
  public static NumberMarginal of(double[] values) {
    return Numbers.of(values);
  }

  /// The distribution over the rows of both.
  ///
  /// @throws IllegalArgumentException where one is of numbers and the other of texts
  public static Marginal merge(Marginal first, Marginal second) {
    if (first instanceof NumberMarginal a && second instanceof NumberMarginal b) {
      return Numbers.merge(a, b);
    }
    if (first instanceof CategoryMarginal a && second instanceof CategoryMarginal b) {
      return Categories.merge(a, b);
    }
    throw new IllegalArgumentException("expected marginals of one kind, found one of each");
  }
}
