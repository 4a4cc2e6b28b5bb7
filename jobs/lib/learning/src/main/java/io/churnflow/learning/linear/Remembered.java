package io.churnflow.learning.linear;

import java.util.Arrays;
import smile.util.function.DifferentiableMultivariateFunction;

/// An objective that knows the point it was last asked about: a line search asks for the value and,
/// once it likes it, for the gradient at the same point, and both cost one pass over the rows.
///
/// For one thread at a time.
final class Remembered implements DifferentiableMultivariateFunction {
  private final DifferentiableMultivariateFunction objective;
  private final double[] point;
  private final double[] gradient;
  private double value = Double.NaN;

  /// @param width how many weights
  Remembered(DifferentiableMultivariateFunction objective, int width) {
    this.objective = objective;
    this.point = new double[width];
    this.gradient = new double[width];
    Arrays.fill(point, Double.NaN);
    Arrays.fill(gradient, Double.NaN);
  }

  @Override
  public double f(double[] weights) {
    if (!Arrays.equals(weights, point)) {
      value = objective.g(weights, gradient);
      System.arraycopy(weights, 0, point, 0, point.length);
    }
    return value;
  }

  @Override
  public double g(double[] weights, double[] target) {
    f(weights);
    System.arraycopy(gradient, 0, target, 0, target.length);
    return value;
  }
}
