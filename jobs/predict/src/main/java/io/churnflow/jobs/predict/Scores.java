package io.churnflow.jobs.predict;

import io.churnflow.runtime.Utf8Texts;
import io.churnflow.runtime.archive.ScoredRows;
import java.util.stream.DoubleStream;

/// What one version says of consecutive rows.
///
/// @param probabilities one a row, in [0, 1]
/// @param threshold a row is predicted positive where its probability is at least this
/// @param reasons of each row
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
record Scores(double[] probabilities, double threshold, RowReasons reasons) {

  boolean isPositive(int row) {
    return probabilities[row] >= threshold;
  }

  /// How many rows are predicted positive.
  long positives() {
    return DoubleStream.of(probabilities).filter(probability -> probability >= threshold).count();
  }

  /// For the archive, where nobody acts on them.
  ///
  /// @param ids one a row
  ScoredRows shadow(Utf8Texts ids, int arm) {
    return ScoredRows.ofArm(ids, probabilities, threshold, arm);
  }
}
