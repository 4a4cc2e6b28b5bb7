package io.churnflow.jobs.predict;

import io.churnflow.runtime.Utf8Texts;
import java.util.stream.DoubleStream;

/// The probabilities of consecutive rows.
///
/// @param ids one a row
/// @param probabilities one a row, in [0, 1]
/// @param threshold a row is predicted positive where its probability is at least this
/// @param reasons of each row
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
record Scores(Utf8Texts ids, double[] probabilities, double threshold, RowReasons reasons) {

  boolean isPositive(int row) {
    return probabilities[row] >= threshold;
  }

  /// How many rows are predicted positive.
  long positives() {
    return DoubleStream.of(probabilities).filter(probability -> probability >= threshold).count();
  }
}
