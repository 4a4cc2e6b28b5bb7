package io.churnflow.learning.trees;

import io.churnflow.learning.ClassWeights;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.GradientBoosting;
import io.churnflow.learning.Logistic;
import io.churnflow.learning.binning.BinnedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// Boosts trees on the log loss (Friedman 2001, with second derivatives as in XGBoost, Chen and
/// Guestrin 2016).
///
/// The first margin is the log odds of the training rows; each tree then takes a Newton step,
/// shrunk by the learning rate. Rows may weigh by their class, the heavier class 1; the base is
/// then corrected, so that the probabilities are those of the rows as they are.
public final class BoostingFit {
  private BoostingFit() {}

  /// Grows the trees, one on what the ones before it leave.
  ///
  /// @param columns the training rows as trees see them
  /// @param labels 1 or 0 a row, both there
  public static TreeEnsemble fit(
      BinnedRows columns, byte[] labels, GradientBoosting options, FitContext context) {
    return fit(columns, labels, options, context, tree -> true);
  }

  /// @param goOn asked after each tree whether to grow another
  static TreeEnsemble fit(
      BinnedRows columns,
      byte[] labels,
      GradientBoosting options,
      FitContext context,
      Predicate<TreeNodes> goOn) {
    ClassWeights weights = ClassWeights.of(options.classWeight(), labels);
    double base = Logistic.margin(labels) + weights.logOddsFactor();
    double[] margin = new double[labels.length];
    Arrays.fill(margin, base);
    Gradients gradients = Gradients.of(labels.length);
    List<TreeNodes> trees = new ArrayList<>();
    BoostingTree grower = new BoostingTree(columns, options, gradients, context.workers());
    boolean more = true;
    for (int number = 0; number < options.trees() && more; number++) {
      gradients.update(margin, labels, weights.atMostOne(), context.workers());
      TreeNodes tree = grower.grow(margin);
      trees.add(tree);
      more = goOn.test(tree);
      context.progress().step();
    }
    double unweighted = base - weights.logOddsFactor();
    return TreeNodes.ensemble(trees, TreeEnsemble.Kind.LOGISTIC_SUM, unweighted);
  }
}
