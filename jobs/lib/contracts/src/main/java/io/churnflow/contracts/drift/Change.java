package io.churnflow.contracts.drift;

/// One thing that may have changed: a column's values, or whether there are any.
///
/// @param level what is made of it
/// @param effect population stability index less what chance gives, at least 0
/// @param test what the p-value is of
/// @param p that so large a difference comes about by chance, in [0, 1]
/// @param adjustedP the same for all tests of the batch together (Benjamini-Hochberg)
public record Change(Level level, double effect, String test, double p, double adjustedP) {}
