package io.churnflow.learning.linear;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;

/// How one raw column enters the design matrix, as learned from the training rows.
sealed interface LinearEncoding permits ScaledNumber, OneHotCategories {
  /// Number of weights.
  int width();

  /// What the training rows' column becomes, if its weights start at `offset`.
  DesignColumns design(Column column, int offset);

  /// What is scored later, made of the weights that were fitted, of which this column's start at
  /// `offset`.
  LinearTerm term(double[] weights, int offset);

  static LinearEncoding fit(Column column) {
    return switch (column) {
      case NumberColumn number -> ScaledNumber.fit(number);
      case CategoryColumn category -> OneHotCategories.fit(category);
      case TextColumn text -> throw new IllegalArgumentException(text.name() + ": free text");
    };
  }
}
