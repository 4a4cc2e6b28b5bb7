package io.churnflow.learning.linear;

import smile.util.function.DifferentiableMultivariateFunction;

/// An objective in other coordinates, z = Lᵀw with L Lᵀ its Hessian somewhere near: there it is
/// about round, so that a quasi-Newton method that begins with the identity begins with Newton's
/// step.
final class Preconditioned implements DifferentiableMultivariateFunction {
  private final DifferentiableMultivariateFunction objective;
  private final double[][] factor;

  /// @param hessian positive definite; its lower half is looked at, and changed
  Preconditioned(DifferentiableMultivariateFunction objective, double[][] hessian) {
    this.objective = objective;
    this.factor = hessian;
    factorise(hessian);
  }

  /// Cholesky's factor in place of the matrix. What rounding makes of a direction in which nothing
  /// changes is kept from becoming zero.
  private static void factorise(double[][] matrix) {
    double most = 0;
    for (int i = 0; i < matrix.length; i++) {
      most = Math.max(most, matrix[i][i]);
    }
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = matrix[i][j];
        for (int k = 0; k < j; k++) {
          rest -= matrix[i][k] * matrix[j][k];
        }
        matrix[i][j] = i == j ? Math.sqrt(Math.max(rest, 1e-12 * most)) : rest / matrix[j][j];
      }
    }
  }

  /// Lᵀ times the weights.
  double[] coordinates(double[] weights) {
    double[] coordinates = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j <= i; j++) {
        coordinates[j] += factor[i][j] * weights[i];
      }
    }
    return coordinates;
  }

  /// Solves Lᵀ w = z.
  double[] weights(double[] coordinates) {
    double[] weights = coordinates.clone();
    for (int i = weights.length - 1; i >= 0; i--) {
      weights[i] /= factor[i][i];
      for (int j = 0; j < i; j++) {
        weights[j] -= factor[i][j] * weights[i];
      }
    }
    return weights;
  }

  @Override
  public double f(double[] coordinates) {
    return objective.f(weights(coordinates));
  }

  @Override
  public double g(double[] coordinates, double[] gradient) {
    double value = objective.g(weights(coordinates), gradient);
    for (int i = 0; i < gradient.length; i++) {
      for (int j = 0; j < i; j++) {
        gradient[i] -= factor[i][j] * gradient[j];
      }
      gradient[i] /= factor[i][i];
    }
    return value;
  }
}
