package io.churnflow.learning.trees;

import io.churnflow.learning.FitContext;
import io.churnflow.learning.RandomForest;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.binning.BinnedRows;
import java.util.List;

/// Grows a random forest; every tree has a seed of its own, so that the threads may take them in
/// any order.
public final class ForestFit {
  private ForestFit() {}

  /// Grows the trees, each on a sample of its own.
  ///
  /// @param columns the training rows as trees see them
  /// @param labels 1 or 0 a row
  public static TreeEnsemble fit(
      BinnedRows columns, byte[] labels, RandomForest options, FitContext context) {
    List<TreeNodes> trees =
        context
            .workers()
            .map(
                options.trees(),
                number -> {
                  Randomness random = new Randomness(Randomness.derive(context.seed(), number));
                  Bootstrap sample = Bootstrap.of(labels.length, random);
                  TreeNodes tree = new ForestTree(columns, labels, sample, options, random).grow();
                  context.progress().step();
                  return tree;
                });
    return TreeNodes.ensemble(trees, TreeEnsemble.Kind.MEAN, 0);
  }

  /// Columns looked at for a split.
  static int candidates(RandomForest options, int width) {
    int asked = options.maxFeatures();
    return asked == 0 ? (int) Math.max(1, Math.sqrt(width)) : Math.min(asked, width);
  }
}
