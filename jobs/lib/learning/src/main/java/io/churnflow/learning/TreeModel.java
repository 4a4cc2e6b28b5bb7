package io.churnflow.learning;

import io.churnflow.learning.binning.BinnedRows;
import io.churnflow.learning.encoding.BinnableTable;
import io.churnflow.learning.encoding.TreeEncoder;
import io.churnflow.learning.trees.TreeEnsemble;
import java.util.List;
import java.util.function.BiFunction;

/// Trees over encoded columns: a random forest or a boosted ensemble.
///
/// @param encoder raw columns to what the trees see
/// @param ensemble the trees
public record TreeModel(TreeEncoder encoder, TreeEnsemble ensemble) implements FittedModel {

  public TreeModel {
    if (ensemble.width() > encoder.width()) {
      throw new IllegalArgumentException(
          "trees split on %d columns, the encoder makes %d"
              .formatted(ensemble.width(), encoder.width()));
    }
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
    BinnedRows columns = table.bin(encoder, rows, context.workers());
    return new TreeModel(encoder, grower.apply(columns, Labels.select(labels, rows)));
  }

  @Override
  public List<Feature> features() {
    return encoder.features();
  }

  @Override
  public double[] probabilities(FeatureTable table) {
    return ensemble.probabilities(encoder.encode(table), table.rows());
  }
}
