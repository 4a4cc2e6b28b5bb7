package io.churnflow.bench;

import io.churnflow.learning.FeatureTable;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Rows with their labels.
///
/// @param features every column but id and target
/// @param labels 1 where the customer left
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: tables are large
record Sample(FeatureTable features, byte[] labels) {

  /// The same rows in an order drawn by the seed (Fisher and Yates).
  Sample shuffled(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = IntStream.range(0, labels.length).toArray();
    for (int place = order.length - 1; place > 0; place--) {
      int other = random.nextInt(place + 1);
      int kept = order[place];
      order[place] = order[other];
      order[other] = kept;
    }
    byte[] reordered = new byte[order.length];
    for (int place = 0; place < order.length; place++) {
      reordered[place] = labels[order[place]];
    }
    return new Sample(features.select(order), reordered);
  }
}
