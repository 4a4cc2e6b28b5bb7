package io.churnflow.learning;

import java.util.Arrays;
import java.util.function.IntFunction;

/// A model fitted on all rows, and for each row a prediction of a model that has not seen it.
///
/// Everything is fitted inside the fold, encoders included: no row has a say in its own out-of-fold
/// prediction.
///
/// @param model fitted on all rows
/// @param outOfFold each row's probability, by the model of the other folds
/// @param folds which row was in which fold
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public record CrossFit(FittedModel model, double[] outOfFold, Folds folds) {

  /// Of more rows than this, one fold after the other is fitted, each on all threads: that takes
  /// less memory, and there is enough for every thread to do.
  private static final int MOST_SIDE_BY_SIDE = 100_000;

  /// Rows scored at once.
  private static final int SLICE = 1 << 14;

  /// How many steps [#of] reports.
  public static int steps(Learner learner, int folds) {
    return learner.steps() * (folds + 1);
  }

  /// Fits once a fold and once on all rows.
  ///
  /// @param table the training rows
  /// @param labels 1 or 0 a row
  /// @param folds 2 to 20
  public static CrossFit of(
      Learner learner, FeatureTable table, byte[] labels, int folds, FitContext context) {
    Folds parts = Folds.stratified(labels, folds, context.seed());
    PreparedTable prepared = learner.prepare(table, context.workers());
    double[] outOfFold = new double[table.rows()];
    // Fold number `folds` is nobody's, so that it leaves all rows.
    IntFunction<FittedModel> fit =
        fold -> {
          FittedModel model = prepared.fit(parts.outside(fold), labels, context.derive(fold));
          score(model, table, parts.inside(fold), outOfFold, context.workers());
          return model;
        };
    return new CrossFit(last(folds + 1, fit, table.rows(), context.workers()), outOfFold, parts);
  }

  /// Does all, and keeps the last one's model.
  private static FittedModel last(
      int count, IntFunction<FittedModel> fit, int rows, Workers workers) {
    if (rows < MOST_SIDE_BY_SIDE) {
      return workers.map(count, fit).getLast();
    }
    FittedModel model = fit.apply(0);
    for (int number = 1; number < count; number++) {
      model = fit.apply(number);
    }
    return model;
  }

  private static void score(
      FittedModel model, FeatureTable table, int[] rows, double[] into, Workers workers) {
    workers.run(
        Math.ceilDiv(rows.length, SLICE),
        slice -> {
          int end = Math.min(rows.length, (slice + 1) * SLICE);
          int[] own = Arrays.copyOfRange(rows, slice * SLICE, end);
          double[] probabilities = model.probabilities(table.select(own));
          for (int i = 0; i < own.length; i++) {
            into[own[i]] = probabilities[i];
          }
        });
  }
}
