package io.churnflow.learning.explain;

import io.churnflow.learning.Feature;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FittedModel;
import io.churnflow.learning.LinearModel;
import io.churnflow.learning.TreeModel;
import io.churnflow.learning.Workers;
import java.util.List;

/// Divides a model's scores among its columns by exact SHAP values (Lundberg and Lee 2017): what a
/// row's columns get adds up to its score less the training rows' expected one.
///
/// A raw column that trees see as several encoded ones, such as a number and whether it is missing,
/// gets the sum of their values, as the `shap` package would be read; the values of a game among
/// the raw columns themselves may differ.
///
/// Scores are log odds, of a random forest probabilities; both before any calibration. May be used
/// by several threads at once.
public sealed interface Explainer permits TreeExplainer, LinearExplainer {

  /// Makes a model ready for explaining any number of rows.
  ///
  /// @throws IllegalArgumentException where the model is not explainable
  static Explainer of(FittedModel model) {
    if (!model.explainable()) {
      throw new IllegalArgumentException(
          "model: expected one that knows how its training rows were spread, found one without, as files of format 1 hold; train it again");
    }
    return switch (model) {
      case LinearModel linear -> new LinearExplainer(linear);
      case TreeModel trees -> new TreeExplainer(trees);
    };
  }

  /// The expected score, from which every row's contributions start.
  double base();

  /// The columns that it takes, in order.
  List<Feature> features();

  /// Explains every row of a table.
  ///
  /// @param table the model's columns, in its order
  /// @throws IllegalArgumentException where the columns are others
  Contributions explain(FeatureTable table, Workers workers);

  /// The same in the calling thread.
  default Contributions explain(FeatureTable table) {
    try (Workers caller = new Workers(1)) {
      return explain(table, caller);
    }
  }
}
