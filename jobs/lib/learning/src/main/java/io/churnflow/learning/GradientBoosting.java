package io.churnflow.learning;

import io.churnflow.learning.encoding.BinnableTable;
import io.churnflow.learning.trees.BoostingFit;
import java.util.Map;

/// Gradient boosting of the log loss: each tree is grown leaf by leaf, best split first, on first
/// and second derivatives.
///
/// @param trees number of trees
/// @param maxLeaves most leaves of a tree
/// @param learningRate what each tree's values are multiplied with
/// @param minLeaf fewest rows in a leaf
/// @param maxDepth most splits from root to leaf
/// @param l2 penalty on leaf values
/// @param parameters as text
public record GradientBoosting(
    int trees,
    int maxLeaves,
    double learningRate,
    int minLeaf,
    int maxDepth,
    double l2,
    Map<String, String> parameters)
    implements Learner {
  static final String NAME = "gradient-boosting";

  static GradientBoosting of(Map<String, Object> given) {
    Parameters parameters = new Parameters(given);
    int trees = parameters.integer("trees", 100, 1, 10_000);
    int maxLeaves = parameters.integer("max_leaves", 15, 2, 1024);
    double learningRate = parameters.number("learning_rate", 0.1, 1e-4, 1);
    int minLeaf = parameters.integer("min_leaf", 20, 1, 1_000_000);
    int maxDepth = parameters.integer("max_depth", 64, 1, 64);
    double l2 = parameters.number("l2", 0, 0, 1e9);
    return new GradientBoosting(
        trees, maxLeaves, learningRate, minLeaf, maxDepth, l2, parameters.finish());
  }

  @Override
  public String algorithm() {
    return NAME;
  }

  @Override
  public int steps() {
    return trees;
  }

  @Override
  public PreparedTable prepare(FeatureTable table, Workers workers) {
    BinnableTable binnable = new BinnableTable(table, workers);
    return (rows, labels, context) ->
        TreeModel.fit(
            binnable,
            rows,
            labels,
            context,
            (columns, own) -> BoostingFit.fit(columns, own, this, context));
  }
}
