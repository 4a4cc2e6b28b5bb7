package io.churnflow.learning.linear;

import io.churnflow.contracts.Column;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.LinearModel;
import io.churnflow.learning.Logistic;
import io.churnflow.learning.Workers;
import java.util.ArrayList;
import java.util.List;
import smile.math.BFGS;

/// Fits a logistic regression on raw columns.
public final class LinearFit {
  private static final double TOLERANCE = 1e-9;

  /// Up to this many weights the optimiser keeps the whole inverse Hessian, above it only the last
  /// steps.
  private static final int MOST_DENSE = 500;

  private static final int STEPS_KEPT = 30;

  private LinearFit() {}

  /// Learns encodings, weights and intercept from training rows.
  ///
  /// @param l2 strength of the penalty, scikit-learn's 1 / C
  /// @param maxIterations of the optimiser, Smile's BFGS
  public static LinearModel fit(
      FeatureTable table, byte[] labels, double l2, int maxIterations, Workers workers) {
    List<LinearEncoding> encodings = new ArrayList<>();
    List<Integer> offsets = new ArrayList<>();
    List<DesignColumn> design = new ArrayList<>();
    int width = 0;
    for (Column column : table.columns()) {
      LinearEncoding encoding = LinearEncoding.fit(column);
      List<DesignColumn> blocks = encoding.design(column);
      encodings.add(encoding);
      offsets.add(width);
      design.addAll(blocks);
      width += blocks.stream().mapToInt(DesignColumn::width).sum();
    }
    double[] weights = new double[width + 1];
    weights[width] = Logistic.margin(labels);
    LogisticObjective objective = new LogisticObjective(design, labels, l2, workers);
    if (weights.length <= MOST_DENSE) {
      BFGS.minimize(objective, weights, TOLERANCE, maxIterations);
    } else {
      BFGS.minimize(objective, STEPS_KEPT, weights, TOLERANCE, maxIterations);
    }
    List<LinearTerm> terms = new ArrayList<>();
    for (int i = 0; i < encodings.size(); i++) {
      terms.add(encodings.get(i).term(weights, offsets.get(i)));
    }
    return new LinearModel(weights[width], terms);
  }
}
