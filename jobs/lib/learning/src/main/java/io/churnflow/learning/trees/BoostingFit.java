package io.churnflow.learning.trees;

import io.churnflow.learning.FitContext;
import io.churnflow.learning.GradientBoosting;
import io.churnflow.learning.Logistic;
import io.churnflow.learning.binning.BinnedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Boosts trees on the log loss (Friedman 2001, with second derivatives as in XGBoost, Chen and
/// Guestrin 2016).
///
/// The first margin is the log odds of the training rows; each tree then takes a Newton step,
/// shrunk by the learning rate.
public final class BoostingFit {
  private BoostingFit() {}

  /// Grows the trees, one on what the ones before it leave.
  ///
  /// @param columns the training rows as trees see them
  /// @param labels 1 or 0 a row, both there
  public static TreeEnsemble fit(
      BinnedRows columns, byte[] labels, GradientBoosting options, FitContext context) {
    double base = Logistic.margin(labels);
    double[] margin = new double[labels.length];
    Arrays.fill(margin, base);
    Gradients gradients = Gradients.of(labels.length);
    List<TreeNodes> trees = new ArrayList<>();
    BoostingTree grower = new BoostingTree(columns, options, gradients, context.workers());
    for (int number = 0; number < options.trees(); number++) {
      gradients.update(margin, labels, context.workers());
      trees.add(grower.grow(margin));
      context.progress().step();
    }
    return TreeNodes.ensemble(trees, TreeEnsemble.Kind.LOGISTIC_SUM, base);
  }
}
