package io.churnflow.contracts;

import org.jspecify.annotations.Nullable;

/// What the gate measured, and what follows from it.
///
/// @param verdict what follows
/// @param reason in words and numbers
/// @param metric the metric's name
/// @param rows rows that neither challenger nor champion has trained on
/// @param positives how many of them are positive
/// @param challenger the challenger's metric on them; null where they cannot be measured
/// @param champion production's metric on them; null where nothing is in production
/// @param difference by how much the challenger is better than production, in the metric's unit,
///   negative where it is worse; `low` and `high` are the one-sided 95 % bounds; null where nothing
///   was compared
public record GateMeasurement(
    Verdict verdict,
    String reason,
    String metric,
    long rows,
    long positives,
    @Nullable Double challenger,
    @Nullable Double champion,
    @Nullable Estimate difference) {}
