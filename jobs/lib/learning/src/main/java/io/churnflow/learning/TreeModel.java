package io.churnflow.learning;

import io.churnflow.learning.encoding.TreeEncoder;
import io.churnflow.learning.trees.TreeEnsemble;
import java.util.List;

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

  @Override
  public List<Feature> features() {
    return encoder.features();
  }

  @Override
  public double[] probabilities(FeatureTable table) {
    return ensemble.probabilities(encoder.encode(table), table.rows());
  }
}
