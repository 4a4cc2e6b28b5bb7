package io.churnflow.learning;

import io.churnflow.contracts.pipeline.ClassWeight;
import io.churnflow.contracts.pipeline.SearchRange;
import io.churnflow.learning.encoding.BinnableTable;
import io.churnflow.learning.trees.BoostingFit;
import io.churnflow.learning.trees.EarlyStopping;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Gradient boosting of the log loss: each tree is grown leaf by leaf, best split first, on first
/// and second derivatives.
///
/// @param trees number of trees; with early stopping the most of them
/// @param maxLeaves most leaves of a tree
/// @param learningRate what each tree's values are multiplied with
/// @param minLeaf fewest rows in a leaf
/// @param maxDepth most splits from root to leaf
/// @param l2 penalty on leaf values
/// @param earlyStopping after so many trees without a better log loss on rows set aside no more are
///   grown; 0 grows all. A fit sets a fifth of its own rows aside to find the number of trees, and
///   then grows as many on all of its rows.
/// @param classWeight whether both classes weigh the same
/// @param parameters as text
public record GradientBoosting(
    int trees,
    int maxLeaves,
    double learningRate,
    int minLeaf,
    int maxDepth,
    double l2,
    int earlyStopping,
    ClassWeight classWeight,
    Map<String, String> parameters)
    implements Learner {
  static final String NAME = "gradient-boosting";

  /// Least product of trees and learning rate that a search of few trees looks at; decision 11 says
  /// what was measured. From 200 trees on the range is the whole one.
  private static final double LEAST_TREES_TIMES_RATE = 4;

  private static final double LOWEST_LEARNING_RATE = 0.02;
  private static final double HIGHEST_LEARNING_RATE = 0.2;

  static GradientBoosting of(Map<String, Object> given) {
    Parameters parameters = new Parameters(given);
    int trees = parameters.integer("trees", 100, 1, 10_000);
    int maxLeaves = parameters.integer("max_leaves", 15, 2, 1024);
    double learningRate = parameters.number("learning_rate", 0.1, 1e-4, 1);
    int minLeaf = parameters.integer("min_leaf", 20, 1, 1_000_000);
    int maxDepth = parameters.integer("max_depth", 64, 1, 64);
    double l2 = parameters.number("l2", 0, 0, 1e9);
    int earlyStopping = parameters.integer("early_stopping", 0, 0, 10_000);
    ClassWeight classWeight = parameters.classWeight();
    return new GradientBoosting(
        trees,
        maxLeaves,
        learningRate,
        minLeaf,
        maxDepth,
        l2,
        earlyStopping,
        classWeight,
        parameters.finish());
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
        "learning_rate", SearchRange.logarithmic(lowestLearningRate(), HIGHEST_LEARNING_RATE),
        "max_leaves", SearchRange.logarithmicIntegers(4, 48),
        "min_leaf", SearchRange.logarithmicIntegers(5, 100),
        "l2", SearchRange.logarithmic(0.01, 30));
  }

  /// A trial with a lower rate would end before it has learned what the table tells.
  private double lowestLearningRate() {
    return Math.clamp(
        LEAST_TREES_TIMES_RATE / trees, LOWEST_LEARNING_RATE, HIGHEST_LEARNING_RATE / 2);
  }

  @Override
  public FittedModel fit(PreparedTable table, int[] rows, byte[] labels, FitContext context) {
    BinnableTable binnable = BinnableTable.of(table, context.workers());
    GradientBoosting settled = this;
    if (learnsFromFolds()) {
      settled = withTrees(EarlyStopping.trees(this, binnable, rows, labels, context));
    }
    return settled.grow(binnable, rows, labels, context);
  }

  private FittedModel grow(BinnableTable table, int[] rows, byte[] labels, FitContext context) {
    return TreeModel.fit(
        table,
        rows,
        labels,
        context,
        (columns, own) -> BoostingFit.fit(columns, own, this, context));
  }

  @Override
  public boolean learnsFromFolds() {
    return earlyStopping > 0;
  }

  /// With early stopping, as many trees as the middle one of the folds' models has; of two in the
  /// middle the smaller.
  @Override
  public GradientBoosting settled(List<FittedModel> ofFolds) {
    if (!learnsFromFolds()) {
      return this;
    }
    int[] counts =
        ofFolds.stream()
            .mapToInt(model -> ((TreeModel) model).ensemble().trees())
            .sorted()
            .toArray();
    return withTrees(counts[(counts.length - 1) / 2]);
  }

  /// A learner that grows so many trees; its parameters still say how the number was found.
  private GradientBoosting withTrees(int number) {
    Map<String, String> settled = new TreeMap<>(parameters);
    settled.put("trees", Integer.toString(number));
    return new GradientBoosting(
        number, maxLeaves, learningRate, minLeaf, maxDepth, l2, 0, classWeight, settled);
  }
}
