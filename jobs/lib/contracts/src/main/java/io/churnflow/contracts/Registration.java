package io.churnflow.contracts;

/// The version that register-model made, `registration.json`.
///
/// @param model the registered model
/// @param version its number in the registry
/// @param runId the MLflow run it came from
/// @param algorithm the winner's name
/// @param modelSha256 digest of its model file
public record Registration(
    String model, int version, String runId, String algorithm, String modelSha256) {}
