package io.churnflow.runtime.archive;

import org.jspecify.annotations.Nullable;

/// What somebody has said of a customer.
///
/// @param id the customer's
/// @param batch which batch it is about, as it was written: the name of its folder or its run id;
///   null where that was not said
/// @param left whether the customer has left
/// @param day when it was said, days since 1970-01-01 with fractions
public record Label(String id, @Nullable String batch, boolean left, double day) {}
