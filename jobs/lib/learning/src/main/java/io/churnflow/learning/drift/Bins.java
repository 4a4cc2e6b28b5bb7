package io.churnflow.learning.drift;

import io.churnflow.contracts.drift.CategoryMarginal;
import io.churnflow.contracts.drift.Marginal;
import io.churnflow.contracts.drift.NumberMarginal;

/// Parts of a column's values, as the reference alone decides them: they are the same for every
/// batch, however large it is.
sealed interface Bins permits NumberBins, CategoryBins {

  /// Bins of a reference's column.
  static Bins of(Marginal reference) {
    return switch (reference) {
      case NumberMarginal numbers -> NumberBins.of(numbers);
      case CategoryMarginal texts -> CategoryBins.of(texts);
    };
  }

  /// Rows of each bin; missing ones are in none.
  ///
  /// @throws IllegalArgumentException for a marginal of the other kind
  long[] rows(Marginal marginal);

  /// A bin's values in words.
  String label(int bin);
}
