package io.churnflow.learning.encoding;

import io.churnflow.contracts.Column;
import io.churnflow.learning.Feature;
import io.churnflow.learning.binning.BinnedColumn;
import java.util.List;

/// What trees see of one raw column: one or more columns of doubles without missing values.
public sealed interface TreeEncoding permits FilledNumber, CategoryOrder {
  /// The raw column.
  Feature feature();

  /// The encoded columns, one value a row each.
  ///
  /// @param column a column of [#feature]'s name and kind
  List<double[]> encode(Column column);

  /// The encoded columns of the rows that it was learned from, in bins, for trees to be grown on.
  ///
  /// @param column a column of [#feature]'s name and kind
  /// @param labels 1 or 0 for every row of the column
  List<BinnedColumn> bin(RawColumn column, int[] rows, byte[] labels);

  /// Number of encoded columns.
  int width();
}
