package io.churnflow.learning;

/// A table made ready for an algorithm, once for any number of folds and of parameters: nothing in
/// it depends on a parameter, a row's fold or a label.
public interface PreparedTable {
  /// The raw columns.
  FeatureTable table();

  /// The columns at these places, in this order.
  PreparedTable only(int[] places);
}
