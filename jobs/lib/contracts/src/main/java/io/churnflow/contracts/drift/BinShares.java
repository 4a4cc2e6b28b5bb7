package io.churnflow.contracts.drift;

/// A part of a column's values, and how many rows have one of them.
///
/// @param label the values, in words; of a personal column only a number
/// @param reference share of the reference's rows that have a value, in [0, 1]
/// @param batch share of the batch's
public record BinShares(String label, double reference, double batch) {}
