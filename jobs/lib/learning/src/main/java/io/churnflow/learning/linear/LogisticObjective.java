package io.churnflow.learning.linear;

import io.churnflow.learning.ClassWeights;
import io.churnflow.learning.Logistic;
import io.churnflow.learning.Workers;
import java.util.Arrays;
import java.util.List;
import smile.util.function.DifferentiableMultivariateFunction;

/// Sum of the rows' log losses, each times its class's weight, + l2 / 2 · the weights' squared
/// length; the intercept, the last weight, is not penalised.
///
/// This is scikit-learn's objective divided by its `C`, with `C` = 1 / l2. Rows are summed in
/// blocks of fixed size, and the blocks in their order, so that the sum does not depend on the
/// number of threads. Every `step`-th block may stand for all of them: an objective that is near
/// enough to begin with.
final class LogisticObjective implements DifferentiableMultivariateFunction {
  /// Rows of a block.
  static final int BLOCK = 4096;

  private final transient Design design;
  private final byte[] labels;
  private final transient ClassWeights classes;
  private final double l2;
  private final transient Workers workers;
  private final int step;
  private final double scale;

  /// @param step 1 for all rows
  LogisticObjective(
      Design design, byte[] labels, ClassWeights classes, double l2, int step, Workers workers) {
    this.design = design;
    this.labels = labels;
    this.classes = classes;
    this.l2 = l2;
    this.workers = workers;
    this.step = step;
    long rows = 0;
    for (int start = 0; start < labels.length; start += step * BLOCK) {
      rows += Math.min(BLOCK, labels.length - start);
    }
    this.scale = (double) labels.length / rows;
  }

  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied: lives for one evaluation
  private record Part(double loss, double[] gradient) {}

  @Override
  public double f(double[] weights) {
    return g(weights, new double[weights.length]);
  }

  @Override
  public double g(double[] weights, double[] gradient) {
    int blocks = Math.ceilDiv(labels.length, step * BLOCK);
    List<Part> parts = workers.map(blocks, block -> part(weights, block * step * BLOCK));
    double loss = 0;
    Arrays.fill(gradient, 0);
    for (Part part : parts) {
      loss += part.loss * scale;
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += part.gradient[i] * scale;
      }
    }
    for (int i = 0; i < design.intercept(); i++) {
      gradient[i] += l2 * weights[i];
      loss += l2 / 2 * weights[i] * weights[i];
    }
    return loss;
  }

  private Part part(double[] weights, int start) {
    int rows = Math.min(BLOCK, labels.length - start);
    double[] margin = new double[rows];
    Arrays.fill(margin, weights[design.intercept()]);
    for (DesignBlock block : design.blocks()) {
      block.addMargin(weights, start, margin, rows);
    }
    double loss =
        classes.none()
            ? LogLoss.sumAndResiduals(margin, labels, start)
            : LogLoss.weightedSumAndResiduals(margin, labels, start, classes);
    double[] gradient = new double[weights.length];
    for (double residual : margin) {
      gradient[design.intercept()] += residual;
    }
    for (DesignBlock block : design.blocks()) {
      block.addGradient(margin, start, rows, gradient);
    }
    return new Part(loss, gradient);
  }

  /// Second derivatives at these weights, read off at most `rows` rows: the lower half of a
  /// symmetric matrix.
  double[][] hessian(double[] weights, int rows) {
    int every = Math.ceilDiv(labels.length, rows);
    double[][] hessian = new double[weights.length][weights.length];
    SparseRow sparse = new SparseRow(weights.length);
    for (int row = 0; row < labels.length; row += every) {
      sparse.clear();
      sparse.add(design.intercept(), 1);
      for (DesignBlock block : design.blocks()) {
        block.addTo(sparse, row);
      }
      double probability = Logistic.probability(sparse.times(weights));
      double weight = every * classes.of(labels[row]);
      sparse.addSquareTo(hessian, weight * probability * (1 - probability));
    }
    for (int i = 0; i < design.intercept(); i++) {
      hessian[i][i] += l2;
    }
    return hessian;
  }
}
