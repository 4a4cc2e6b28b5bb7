package io.churnflow.learning.linear;

import io.churnflow.learning.ClassWeights;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.LinearModel;
import io.churnflow.learning.Logistic;
import io.churnflow.learning.LogisticRegression;
import io.churnflow.learning.Workers;
import java.util.List;
import smile.math.BFGS;

/// Fits a logistic regression on raw columns.
public final class LinearFit {
  private static final double TOLERANCE = 1e-9;

  /// Up to this many weights the optimiser keeps the whole inverse Hessian, above it only the last
  /// steps.
  private static final int MOST_DENSE = 500;

  private static final int STEPS_KEPT = 30;

  /// The way is first found on so many rows, then on as many times more as this says, and so on
  /// until that would be all of them.
  private static final int FEW_ROWS = 1 << 15;

  private static final int TIMES_MORE = 8;

  /// Rows that a Hessian is read off.
  private static final int HESSIAN_ROWS = 1 << 14;

  private LinearFit() {}

  /// Learns encodings, weights and intercept from training rows.
  ///
  /// The intercept is corrected for the classes' weights, so that the probabilities are those of
  /// the rows as they are.
  public static LinearModel fit(
      FeatureTable table, byte[] labels, LogisticRegression options, Workers workers) {
    ClassWeights classes = ClassWeights.of(options.classWeight(), labels);
    int maxIterations = options.maxIterations();
    Design design = Design.of(table, workers);
    double[] weights = new double[design.width()];
    weights[design.intercept()] = Logistic.margin(labels) + classes.logOddsFactor();
    for (int rows = FEW_ROWS; rows <= labels.length / TIMES_MORE; rows *= TIMES_MORE) {
      LogisticObjective part =
          new LogisticObjective(
              design, labels, classes, options.l2(), labels.length / rows, workers);
      weights = minimum(part, weights, maxIterations);
    }
    LogisticObjective whole =
        new LogisticObjective(design, labels, classes, options.l2(), 1, workers);
    weights = minimum(whole, weights, maxIterations);
    List<LinearTerm> terms = design.terms(weights);
    return new LinearModel(
        weights[design.intercept()] - classes.logOddsFactor(), terms, means(terms, table, workers));
  }

  /// What each term adds to a training row on average.
  private static List<Double> means(List<LinearTerm> terms, FeatureTable table, Workers workers) {
    return workers.map(
        terms.size(),
        place -> {
          double[] added = new double[table.rows()];
          terms.get(place).addTo(table.columns().get(place), added);
          double sum = 0;
          for (double one : added) {
            sum += one;
          }
          return sum / added.length;
        });
  }

  private static double[] minimum(LogisticObjective objective, double[] start, int maxIterations) {
    if (start.length > MOST_DENSE) {
      BFGS.minimize(
          new Remembered(objective, start.length), STEPS_KEPT, start, TOLERANCE, maxIterations);
      return start;
    }
    Preconditioned round = new Preconditioned(objective, objective.hessian(start, HESSIAN_ROWS));
    double[] coordinates = round.coordinates(start);
    BFGS.minimize(new Remembered(round, coordinates.length), coordinates, TOLERANCE, maxIterations);
    return round.weights(coordinates);
  }
}
