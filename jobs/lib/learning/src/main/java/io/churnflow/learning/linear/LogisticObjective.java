package io.churnflow.learning.linear;

import io.churnflow.learning.Logistic;
import io.churnflow.learning.Workers;
import java.util.Arrays;
import java.util.List;
import smile.util.function.DifferentiableMultivariateFunction;

/// Sum of the rows' log losses + l2 / 2 · the weights' squared length; the intercept, the last
/// parameter, is not penalised.
///
/// This is scikit-learn's objective divided by its `C`, with `C` = 1 / l2. Rows are summed in
/// blocks of fixed size, and the blocks in their order, so that the sum does not depend on the
/// number of threads.
final class LogisticObjective implements DifferentiableMultivariateFunction {
  private static final int BLOCK = 4096;

  private final List<DesignColumn> columns;
  private final byte[] labels;
  private final double l2;
  private final transient Workers workers;

  LogisticObjective(List<DesignColumn> columns, byte[] labels, double l2, Workers workers) {
    this.columns = columns;
    this.labels = labels;
    this.l2 = l2;
    this.workers = workers;
  }

  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied: lives for one evaluation
  private record Part(double loss, double[] gradient) {}

  @Override
  public double f(double[] weights) {
    return g(weights, new double[weights.length]);
  }

  @Override
  public double g(double[] weights, double[] gradient) {
    int blocks = (labels.length + BLOCK - 1) / BLOCK;
    List<Part> parts = workers.map(blocks, block -> part(weights, block * BLOCK));
    int intercept = weights.length - 1;
    double loss = 0;
    for (int i = 0; i < weights.length; i++) {
      double weight = i == intercept ? 0 : weights[i];
      gradient[i] = l2 * weight;
      loss += l2 / 2 * weight * weight;
    }
    for (Part part : parts) {
      loss += part.loss;
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += part.gradient[i];
      }
    }
    return loss;
  }

  private Part part(double[] weights, int start) {
    int rows = Math.min(BLOCK, labels.length - start);
    int intercept = weights.length - 1;
    double[] margin = new double[rows];
    Arrays.fill(margin, weights[intercept]);
    int offset = 0;
    for (DesignColumn column : columns) {
      column.addMargin(weights, offset, start, margin, rows);
      offset += column.width();
    }
    double loss = 0;
    double[] gradient = new double[weights.length];
    for (int i = 0; i < rows; i++) {
      byte label = labels[start + i];
      loss += Logistic.softplus(label == 1 ? -margin[i] : margin[i]);
      margin[i] = Logistic.probability(margin[i]) - label;
      gradient[intercept] += margin[i];
    }
    offset = 0;
    for (DesignColumn column : columns) {
      column.addGradient(margin, start, rows, gradient, offset);
      offset += column.width();
    }
    return new Part(loss, gradient);
  }
}
