package io.churnflow.learning.evaluation;

/// Probabilities of one model for a table, and its threshold.
///
/// @param probabilities one a row, in [0, 1]
/// @param threshold a row is called positive where its probability is at least this
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public record Predictions(double[] probabilities, double threshold) {}
