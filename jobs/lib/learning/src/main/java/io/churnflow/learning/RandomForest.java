package io.churnflow.learning;

import io.churnflow.contracts.pipeline.ClassWeight;
import io.churnflow.contracts.pipeline.SearchRange;
import io.churnflow.learning.encoding.BinnableTable;
import io.churnflow.learning.trees.ForestFit;
import java.util.Map;

/// A random forest (Breiman 2001): trees on bootstrap samples, each split the best of a few random
/// columns by Gini impurity; the probability is the mean of the leaves' shares of positive rows.
///
/// @param trees number of trees
/// @param minLeaf fewest rows of the sample in a leaf, each counted once however often it was drawn
/// @param maxDepth most splits from root to leaf
/// @param maxFeatures columns looked at for a split, a set of categories not counted as one; 0 is
///   the square root of their number
/// @param classWeight whether both classes weigh the same
/// @param parameters as text
public record RandomForest(
    int trees,
    int minLeaf,
    int maxDepth,
    int maxFeatures,
    ClassWeight classWeight,
    Map<String, String> parameters)
    implements Learner {
  static final String NAME = "random-forest";

  static RandomForest of(Map<String, Object> given) {
    Parameters parameters = new Parameters(given);
    int trees = parameters.integer("trees", 200, 1, 10_000);
    int minLeaf = parameters.integer("min_leaf", 5, 1, 1_000_000);
    int maxDepth = parameters.integer("max_depth", 20, 1, 64);
    int maxFeatures = parameters.integer("max_features", 0, 0, 100_000);
    ClassWeight classWeight = parameters.classWeight();
    return new RandomForest(
        trees, minLeaf, maxDepth, maxFeatures, classWeight, parameters.finish());
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
    return new BinnableTable(table, workers);
  }

  @Override
  public Map<String, SearchRange> space() {
    return Map.of(
        "min_leaf", SearchRange.logarithmicIntegers(1, 50),
        "max_features", SearchRange.of(0, 2, 3, 4, 6, 8, 12),
        "max_depth", SearchRange.integers(6, 24));
  }

  @Override
  public FittedModel fit(PreparedTable table, int[] rows, byte[] labels, FitContext context) {
    return TreeModel.fit(
        BinnableTable.of(table, context.workers()),
        rows,
        labels,
        context,
        (columns, own) -> ForestFit.fit(columns, own, this, context));
  }
}
