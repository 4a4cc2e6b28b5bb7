package io.churnflow.learning;

import java.util.List;

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

  /// How many steps [#of] reports.
  public static int steps(Learner learner, int folds) {
    return learner.steps() * (folds + 1);
  }

  /// Fits once a fold and once on all rows, side by side.
  ///
  /// @param table the training rows
  /// @param labels 1 or 0 a row
  /// @param folds 2 to 20
  public static CrossFit of(
      Learner learner, FeatureTable table, byte[] labels, int folds, FitContext context) {
    Folds parts = Folds.stratified(labels, folds, context.seed());
    List<FittedModel> models =
        context
            .workers()
            .map(folds + 1, fold -> fit(learner, table, labels, parts, fold, context.derive(fold)));
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

  /// The model of all rows but a fold's; fold number `count` is nobody's, so that it leaves all
  /// rows.
  private static FittedModel fit(
      Learner learner, FeatureTable table, byte[] labels, Folds folds, int fold, FitContext own) {
    int[] rows = folds.outside(fold);
    return learner.fit(table.select(rows), Labels.select(labels, rows), own);
  }
}
