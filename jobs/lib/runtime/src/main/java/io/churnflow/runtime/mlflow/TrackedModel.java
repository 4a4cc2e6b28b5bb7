package io.churnflow.runtime.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// A model among those of an experiment, MLflow's LoggedModel.
///
/// @param modelId its id, `m-` and 32 hex digits
/// @param artifactUri where its files are, `mlflow-artifacts:/...`
/// @param status such as `LOGGED_MODEL_PENDING` or `LOGGED_MODEL_READY`
/// @param tags its tags
public record TrackedModel(
    String modelId, String artifactUri, String status, Map<String, String> tags)
    implements ArtifactFolder {
  static final String READY = "LOGGED_MODEL_READY";

  public TrackedModel {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  boolean isReady() {
    return status.equals(READY);
  }

  static TrackedModel of(JsonNode model) {
    JsonNode info = model.path("info");
    return new TrackedModel(
        info.path("model_id").asText(),
        info.path("artifact_uri").asText(),
        info.path("status").asText(),
        Json.map(info.path("tags")));
  }
}
