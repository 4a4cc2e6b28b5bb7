package io.churnflow.learning;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

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
    // Fold number `folds` is nobody's, so that it leaves all rows.
    IntFunction<FittedModel> fit =
        fold -> prepared.fit(parts.outside(fold), labels, context.derive(fold));
    List<FittedModel> models =
        table.rows() < MOST_SIDE_BY_SIDE
            ? context.workers().map(folds + 1, fit)
            : IntStream.rangeClosed(0, folds).mapToObj(fit).toList();
    double[] outOfFold = new double[table.rows()];
    for (int fold = 0; fold < folds; fold++) {
      int[] rows = parts.inside(fold);
      double[] probabilities = models.get(fold).probabilities(table.select(rows));
      for (int i = 0; i < rows.length; i++) {
        outOfFold[rows[i]] = probabilities[i];
      }
    }
    return new CrossFit(models.getLast(), outOfFold, parts);
  }
}
