package io.churnflow.learning;

import java.util.List;

/// A model with everything that was fitted: filling, encoding, weights or trees. Scoring fits
/// nothing.
public sealed interface FittedModel permits LinearModel, TreeModel {
  /// The raw columns that it takes, in order.
  List<Feature> features();

  /// The churn probability of each row, in [0, 1].
  ///
  /// @param table the columns [#features] names, in that order
  /// @throws IllegalArgumentException where the columns are others
  double[] probabilities(FeatureTable table);

  /// Whether it holds what its scores can be explained with: how its training rows were spread. A
  /// model read from a file of format 1 does not.
  boolean explainable();

  /// What the scores of [io.churnflow.learning.explain] are measured in: `log odds` or, where the
  /// model adds probabilities, `probability`.
  String scoreUnit();
}
