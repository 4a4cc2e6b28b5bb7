package io.churnflow.contracts.drift;

/// What a model says of rows, on the average.
///
/// @param rows how many they are
/// @param mean of the churn probabilities; 0 for no rows
/// @param predicted share of rows at or above the threshold
public record ScoreSummary(long rows, double mean, double predicted) {}
