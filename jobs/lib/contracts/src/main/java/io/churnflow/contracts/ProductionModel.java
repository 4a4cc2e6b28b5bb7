package io.churnflow.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A version as scoring uses it: `model-version.json` of a run, and the last one known of a
/// pipeline.
///
/// @param model the registered model
/// @param version its number in the registry
/// @param runId the MLflow run it came from
/// @param algorithm the learner's name
/// @param modelSha256 digest of its model file
/// @param referenceSha256 digest of its reference for drift; null for a version that has none
public record ProductionModel(
    String model,
    int version,
    String runId,
    String algorithm,
    String modelSha256,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String referenceSha256) {}
