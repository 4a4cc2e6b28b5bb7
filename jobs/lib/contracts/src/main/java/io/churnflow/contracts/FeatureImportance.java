package io.churnflow.contracts;

/// What a model loses when it can no longer use a column.
///
/// @param feature the column's name
/// @param drop by how much the gate's metric gets worse when the column is shuffled: the mean over
///   the repeats, and Student's interval of that mean
public record FeatureImportance(String feature, Estimate drop) {}
