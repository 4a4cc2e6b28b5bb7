package io.churnflow.contracts;

/// A version as scoring uses it: `model-version.json` of a run, and the last one known of a
/// pipeline.
///
/// @param model the registered model
/// @param version its number in the registry
/// @param runId the MLflow run it came from
/// @param algorithm the learner's name
/// @param modelSha256 digest of its model file
public record ProductionModel(
    String model, int version, String runId, String algorithm, String modelSha256) {}
