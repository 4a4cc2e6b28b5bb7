package io.churnflow.bench;

import io.churnflow.learning.FeatureTable;

/// A learner under measurement.
@FunctionalInterface
interface Contestant {
  /// Fits everything anew. This is what the clock sees.
  Scorer fit(Sample train);

  /// What was fitted.
  @FunctionalInterface
  interface Scorer {
    /// The probability of each row.
    double[] probabilities(FeatureTable table);
  }
}
