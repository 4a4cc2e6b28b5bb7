package io.churnflow.learning;

import io.churnflow.learning.binning.BinnedRows;
import io.churnflow.learning.encoding.BinnableTable;
import io.churnflow.learning.encoding.TreeEncoder;
import io.churnflow.learning.trees.TreeEnsemble;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Trees over encoded columns: a random forest or a boosted ensemble.
public final class TreeModel implements FittedModel {
  private final TreeEncoder encoder;
  private final TreeEnsemble ensemble;

  /// Made when first asked for: not every model is scored where it is fitted.
  private TreeEnsemble.@Nullable Scorer scorer;

  /// @param encoder raw columns to what the trees see
  /// @param ensemble the trees
  public TreeModel(TreeEncoder encoder, TreeEnsemble ensemble) {
    if (ensemble.width() > encoder.width()) {
      throw new IllegalArgumentException(
          "trees split on %d columns, the encoder makes %d"
              .formatted(ensemble.width(), encoder.width()));
    }
    this.encoder = encoder;
    this.ensemble = ensemble;
  }

  /// Raw columns to what the trees see.
  public TreeEncoder encoder() {
    return encoder;
  }

  /// The trees.
  public TreeEnsemble ensemble() {
    return ensemble;
  }

  /// Learns the encoding of some rows, and then trees over them.
  ///
  /// @param labels 1 or 0 for every row of the table
  /// @param grower makes trees of binned rows and their labels
  static TreeModel fit(
      BinnableTable table,
      int[] rows,
      byte[] labels,
      FitContext context,
      BiFunction<BinnedRows, byte[], TreeEnsemble> grower) {
    TreeEncoder encoder = TreeEncoder.fit(table.table(), rows, labels, context.workers());
    BinnedRows columns = table.bin(encoder, rows, labels, context.workers());
    return trimmed(encoder, grower.apply(columns, Labels.select(labels, rows)));
  }

  /// Without the sets of categories that no tree splits by.
  private static TreeModel trimmed(TreeEncoder encoder, TreeEnsemble ensemble) {
    boolean[] splits = new boolean[encoder.width()];
    IntStream.of(ensemble.feature())
        .filter(column -> column != TreeEnsemble.LEAF)
        .forEach(column -> splits[column] = true);
    TreeEncoder.Trimmed trimmed = encoder.trimmed(splits);
    return new TreeModel(trimmed.encoder(), ensemble.renumbered(trimmed.places()));
  }

  @Override
  public List<Feature> features() {
    return encoder.features();
  }

  @Override
  public double[] probabilities(FeatureTable table) {
    return scorer().probabilities(encoder.encode(table), table.rows());
  }

  @Override
  public String scoreUnit() {
    return switch (ensemble.kind()) {
      case MEAN -> "probability";
      case LOGISTIC_SUM -> "log odds";
    };
  }

  @Override
  public boolean explainable() {
    return ensemble.hasCovers();
  }

  private synchronized TreeEnsemble.Scorer scorer() {
    TreeEnsemble.Scorer made = scorer;
    if (made == null) {
      made = ensemble.scorer();
      scorer = made;
    }
    return made;
  }
}
