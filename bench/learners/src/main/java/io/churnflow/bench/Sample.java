package io.churnflow.bench;

import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Labels;
import io.churnflow.learning.Randomness;
import java.util.stream.IntStream;

/// Rows with their labels.
///
/// @param features every column but id and target
/// @param labels 1 where the customer left
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: tables are large
record Sample(FeatureTable features, byte[] labels) {

  /// The same rows in an order drawn by the seed.
  Sample shuffled(long seed) {
    int[] order = IntStream.range(0, labels.length).toArray();
    new Randomness(seed).shuffle(order);
    return new Sample(features.select(order), Labels.select(labels, order));
  }
}
