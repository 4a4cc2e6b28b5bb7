package io.churnflow.learning.trees;

import io.churnflow.learning.FitContext;
import io.churnflow.learning.GradientBoosting;
import io.churnflow.learning.Logistic;
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
  /// @param columns the encoded training rows
  /// @param labels 1 or 0 a row, both there
  public static TreeEnsemble fit(
      BinnedColumns columns, byte[] labels, GradientBoosting options, FitContext context) {
    double base = Logistic.margin(labels);
    double[] margin = new double[labels.length];
    Arrays.fill(margin, base);
    Gradients gradients = new Gradients(new double[labels.length], new double[labels.length]);
    List<TreeNodes> trees = new ArrayList<>();
    BoostingTree grower = new BoostingTree(columns, options, gradients, context.workers());
    for (int number = 0; number < options.trees(); number++) {
      gradients.update(margin, labels);
      trees.add(grower.grow(margin));
      context.progress().step();
    }
    return TreeNodes.ensemble(trees, TreeEnsemble.Kind.LOGISTIC_SUM, base);
  }

  /// First and second derivatives of each row's log loss by its margin.
  @SuppressWarnings("ArrayRecordComponent") // changed in place from tree to tree
  record Gradients(double[] first, double[] second) {
    void update(double[] margin, byte[] labels) {
      for (int row = 0; row < labels.length; row++) {
        double probability = Logistic.probability(margin[row]);
        first[row] = probability - labels[row];
        second[row] = probability * (1 - probability);
      }
    }
  }
}
