package io.churnflow.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/// Fits on the folds of one table, for any number of recipes: the same rows, folds and seeds for
/// each of them.
///
/// @param table the training rows
/// @param labels 1 or 0 a row
/// @param folds which row is in which fold
/// @param context seed, threads and listener
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
public record FoldFits(PreparedTable table, byte[] labels, Folds folds, FitContext context) {

  /// Of more rows than this, one fit follows the other, each on all threads: that takes less
  /// memory, and there is enough for every thread to do.
  private static final int MOST_SIDE_BY_SIDE = 100_000;

  /// Rows scored at once.
  private static final int SLICE = 1 << 14;

  /// Fits once a fold.
  ///
  /// @param scores takes each row's score by the model of the other folds
  /// @return the learner for a fit on all rows
  public Learner scores(Recipe recipe, double[] scores) {
    List<FittedModel> models = each(folds.count(), fold -> fit(recipe, fold, scores));
    return recipe.learner().settled(models);
  }

  /// Fits on the rows outside a fold, and scores those inside it.
  public FittedModel fit(Recipe recipe, int fold, double[] scores) {
    FittedModel model = recipe.fit(table, folds.outside(fold), labels, context.derive(fold));
    score(model, folds.inside(fold), scores);
    return model;
  }

  /// Fits on all rows. The seed is that of the fold after the last, which leaves all rows.
  public FittedModel all(Recipe recipe) {
    int none = folds.count();
    return recipe.fit(table, folds.outside(none), labels, context.derive(none));
  }

  /// Does a number of fits, side by side where the table is small.
  public List<FittedModel> each(int count, IntFunction<FittedModel> fit) {
    if (sideBySide()) {
      return context.workers().map(count, fit);
    }
    List<FittedModel> models = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      models.add(fit.apply(number));
    }
    return models;
  }

  /// Whether the table is small enough for several fits at once.
  public boolean sideBySide() {
    return labels.length < MOST_SIDE_BY_SIDE;
  }

  private void score(FittedModel model, int[] rows, double[] into) {
    FeatureTable columns = table.table().named(model.features());
    context
        .workers()
        .run(
            Math.ceilDiv(rows.length, SLICE),
            slice -> {
              int end = Math.min(rows.length, (slice + 1) * SLICE);
              int[] own = Arrays.copyOfRange(rows, slice * SLICE, end);
              double[] probabilities = model.probabilities(columns.select(own));
              for (int i = 0; i < own.length; i++) {
                into[own[i]] = probabilities[i];
              }
            });
  }
}
