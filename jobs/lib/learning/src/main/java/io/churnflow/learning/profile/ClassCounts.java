package io.churnflow.learning.profile;

import io.churnflow.contracts.Estimate;
import io.churnflow.learning.evaluation.Wilson;
import org.jspecify.annotations.Nullable;

/// Rows by what became of them.
///
/// @param negatives customers who stayed
/// @param positives customers who left
public record ClassCounts(long negatives, long positives) {
  static final ClassCounts NONE = new ClassCounts(0, 0);

  /// All of them.
  public long rows() {
    return negatives + positives;
  }

  /// The share that left, with Wilson's 95 % interval; null for no rows.
  public @Nullable Estimate rate() {
    return rows() == 0 ? null : Wilson.interval(positives, rows());
  }

  ClassCounts plus(ClassCounts other) {
    return new ClassCounts(negatives + other.negatives, positives + other.positives);
  }
}
