package io.churnflow.reporting;

/// What came of calling every row at or above a threshold positive.
///
/// @param threshold in [0, 1]
/// @param truePositives positive rows called positive, at least 0
/// @param falsePositives negative rows called positive, at least 0
/// @param trueNegatives negative rows called negative, at least 0
/// @param falseNegatives positive rows called negative, at least 0
public record Decisions(
    double threshold,
    long truePositives,
    long falsePositives,
    long trueNegatives,
    long falseNegatives) {
  /// @throws IllegalArgumentException for a negative count or a threshold outside [0, 1]
  public Decisions {
    if (Math.min(Math.min(truePositives, falsePositives), Math.min(trueNegatives, falseNegatives))
        < 0) {
      throw new IllegalArgumentException(
          "decisions: expected counts of at least 0, found true positives %d, false positives %d, true negatives %d, false negatives %d"
              .formatted(truePositives, falsePositives, trueNegatives, falseNegatives));
    }
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "decisions: expected a threshold in [0, 1], found " + threshold);
    }
  }

  /// All rows.
  public long rows() {
    return positives() + negatives();
  }

  /// Rows that are positive.
  public long positives() {
    return truePositives + falseNegatives;
  }

  /// Rows that are negative.
  public long negatives() {
    return trueNegatives + falsePositives;
  }

  /// Rows called positive.
  public long called() {
    return truePositives + falsePositives;
  }

  /// Share of the positive rows among those called positive; NaN where none is.
  public double precision() {
    return (double) truePositives / called();
  }

  /// Share of the positive rows that are called positive (true positive rate); NaN without any.
  public double recall() {
    return (double) truePositives / positives();
  }

  /// Share of the negative rows that are called positive; NaN without any.
  public double falsePositiveRate() {
    return (double) falsePositives / negatives();
  }

  /// Harmonic mean of precision and recall; NaN where no row is positive or called so.
  public double f1() {
    return 2.0 * truePositives / (called() + positives());
  }

  /// Share of right decisions; NaN without rows.
  public double accuracy() {
    return (double) (truePositives + trueNegatives) / rows();
  }
}
