package io.churnflow.contracts.drift;

import org.jspecify.annotations.Nullable;

/// Distances of a batch from the reference, over the rows that have a value. What is not defined
/// (no values, texts, personal numbers) is null.
///
/// @param psi population stability index over our bins, as it is by convention; natural logarithm
/// @param jensenShannon distance over the same bins, natural logarithm; in [0, 0.833]
/// @param chiSquared of the two rows of counts over the same bins
/// @param ks greatest difference of the two distribution functions, in [0, 1]
/// @param wasserstein area between them, in the column's unit
/// @param wassersteinByDeviation the same by the reference's standard deviation
public record Statistics(
    @Nullable Double psi,
    @Nullable Double jensenShannon,
    @Nullable Double chiSquared,
    @Nullable Double ks,
    @Nullable Double wasserstein,
    @Nullable Double wassersteinByDeviation) {
  /// Where nothing is defined.
  public static final Statistics NONE = new Statistics(null, null, null, null, null, null);
}
