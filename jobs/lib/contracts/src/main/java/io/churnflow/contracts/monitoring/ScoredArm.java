package io.churnflow.contracts.monitoring;

/// What one version has scored of a batch.
///
/// @param arm `production`, or a challenger's alias
/// @param version its number in the registry
/// @param modelSha256 digest of its model file
/// @param threshold a customer was predicted to leave where the probability was at least this
/// @param count how many customers it scored
/// @param positives how many of them were predicted to leave
/// @param decides false in the shadow: nobody acts on these predictions
public record ScoredArm(
    String arm,
    int version,
    String modelSha256,
    double threshold,
    long count,
    long positives,
    boolean decides) {}
