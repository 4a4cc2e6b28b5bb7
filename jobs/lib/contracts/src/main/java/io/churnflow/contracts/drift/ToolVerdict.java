package io.churnflow.contracts.drift;

/// What another tool says by its own definition; for comparison only.
///
/// @param tool such as `Evidently`
/// @param method what it measures, and how
/// @param value what it measures here; a distance, or a p-value
/// @param limit what the value is held against
/// @param drift whether it speaks of drift
public record ToolVerdict(String tool, String method, double value, double limit, boolean drift) {}
