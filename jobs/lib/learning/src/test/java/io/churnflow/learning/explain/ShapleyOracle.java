package io.churnflow.learning.explain;

import io.churnflow.learning.TreeModel;
import io.churnflow.learning.trees.TreeEnsemble;

/// SHAP values straight from their definition: over all sets of encoded columns.
record ShapleyOracle(TreeEnsemble ensemble, int width) {

  static ShapleyOracle of(TreeModel model) {
    return new ShapleyOracle(model.ensemble(), model.encoder().width());
  }

  /// What each encoded column contributes to a row's score.
  double[] contributions(double[] row) {
    double[] scores = new double[1 << width];
    for (int known = 0; known < scores.length; known++) {
      scores[known] = score(row, known);
    }
    double[] contributions = new double[width];
    for (int column = 0; column < width; column++) {
      for (int known = 0; known < scores.length; known++) {
        if ((known >> column & 1) == 0) {
          double gain = scores[known | 1 << column] - scores[known];
          contributions[column] += weight(Integer.bitCount(known)) * gain;
        }
      }
    }
    return contributions;
  }

  /// The expected score where only some columns are known.
  double score(double[] row, int known) {
    double sum = 0;
    for (int root : ensemble.roots()) {
      sum += value(root, row, known);
    }
    return switch (ensemble.kind()) {
      case MEAN -> sum / ensemble.trees();
      case LOGISTIC_SUM -> ensemble.base() + sum;
    };
  }

  private double value(int node, double[] row, int known) {
    int column = ensemble.feature()[node];
    int right = ensemble.right()[node];
    if (column == TreeEnsemble.LEAF) {
      return ensemble.value()[node];
    }
    if ((known >> column & 1) == 1) {
      return value(row[column] <= ensemble.value()[node] ? node + 1 : right, row, known);
    }
    int[] cover = ensemble.cover();
    double sides =
        cover[node + 1] * value(node + 1, row, known) + cover[right] * value(right, row, known);
    return sides / cover[node];
  }

  /// |S|! (width - |S| - 1)! / width!
  private double weight(int known) {
    double weight = 1.0 / width;
    for (int i = 1; i <= known; i++) {
      weight *= (double) i / (width - i);
    }
    return weight;
  }
}
