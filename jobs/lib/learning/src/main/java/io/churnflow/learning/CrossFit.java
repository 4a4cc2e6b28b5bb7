package io.churnflow.learning;

import java.util.function.IntFunction;

/// A model fitted on all rows, and for each row a score of a model that has not seen it.
///
/// Everything is fitted inside the fold, the choice of columns and the encoders included: no row
/// has a say in its own out-of-fold score.
///
/// @param learner that fitted the model
/// @param model fitted on all rows
/// @param outOfFold each row's score, by the model of the other folds
/// @param folds which row was in which fold
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public record CrossFit(Learner learner, FittedModel model, double[] outOfFold, Folds folds) {

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
    return of(
        new FoldFits(learner.prepare(table, context.workers()), labels, parts, context),
        new Recipe(learner, Recipe.ALL));
  }

  /// Fits once a fold and once on all rows: side by side, unless the last fit learns from the
  /// others.
  public static CrossFit of(FoldFits fits, Recipe recipe) {
    double[] scores = new double[fits.labels().length];
    if (recipe.learner().learnsFromFolds()) {
      Learner settled = fits.scores(recipe, scores);
      return of(fits, new Recipe(settled, recipe.mostFeatures()), scores);
    }
    int folds = fits.folds().count();
    IntFunction<FittedModel> fit =
        fold -> fold < folds ? fits.fit(recipe, fold, scores) : fits.all(recipe);
    FittedModel model = fits.each(folds + 1, fit).getLast();
    return new CrossFit(recipe.learner(), model, scores, fits.folds());
  }

  /// Fits on all rows, where the out-of-fold scores are there already.
  public static CrossFit of(FoldFits fits, Recipe recipe, double[] outOfFold) {
    return new CrossFit(recipe.learner(), fits.all(recipe), outOfFold, fits.folds());
  }
}
