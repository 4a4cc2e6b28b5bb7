package io.churnflow.learning.encoding;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;
import io.churnflow.learning.binning.BinnedColumn;

/// A column with whatever can be made of it before any fit, without a look at labels.
sealed interface RawColumn {

  static RawColumn of(Column column) {
    return switch (column) {
      case NumberColumn numbers -> new Numbers(numbers, BinnedColumn.of(numbers.values()));
      case CategoryColumn categories -> new Categories(categories);
      case TextColumn text -> throw new IllegalArgumentException(text.name() + ": free text");
    };
  }

  /// Numbers cut into bins; the bin of a missing one means nothing.
  record Numbers(NumberColumn column, BinnedColumn binned) implements RawColumn {}

  /// Texts, which have codes already.
  record Categories(CategoryColumn column) implements RawColumn {}
}
