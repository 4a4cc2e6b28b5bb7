package io.churnflow.learning.linear;

import io.churnflow.contracts.Column;
import io.churnflow.learning.Feature;

/// What one raw column adds to the margin (log odds) of a linear model.
public sealed interface LinearTerm permits NumberTerm, CategoryTerm {
  /// The raw column.
  Feature feature();

  /// Adds this column's share to the margin of each row.
  ///
  /// @param column a column of [#feature]'s name and kind
  /// @param margin one sum a row, changed in place
  void addTo(Column column, double[] margin);
}
