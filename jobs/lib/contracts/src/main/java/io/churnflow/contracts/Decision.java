package io.churnflow.contracts;

import org.jspecify.annotations.Nullable;

/// What promote-model decided or did, `decision.json`.
///
/// @param action `gate`, `promote`, `refuse`, `rollback`, `challenge` or `withdraw`
/// @param model the registered model
/// @param version the version it is about; for a rollback the one that left production
/// @param verdict what the gate said; `refused` where a person said no, `passed` for a rollback's
///   return
/// @param reason in words and numbers
/// @param metric the gate's metric, null where nothing was measured
/// @param rows unseen rows that were measured on, 0 where nothing was
/// @param positives how many of them were positive
/// @param championVersion the version in production before, null for none
/// @param challengerMetric the version's metric, null where it was not measured
/// @param championMetric production's metric on the same rows, null where it was not measured
/// @param difference by how much the version is better than production, with one-sided 95 % bounds;
///   null where nothing was compared
/// @param override who overruled the gate and why, `<name>: <reason>`; null where nobody did
/// @param productionVersion the version in production afterwards, null for none
/// @param previousVersion the version that a rollback would return to afterwards, null for none
public record Decision(
    String action,
    String model,
    int version,
    Verdict verdict,
    String reason,
    @Nullable String metric,
    long rows,
    long positives,
    @Nullable Integer championVersion,
    @Nullable Double challengerMetric,
    @Nullable Double championMetric,
    @Nullable Estimate difference,
    @Nullable String override,
    @Nullable Integer productionVersion,
    @Nullable Integer previousVersion) {}
