package io.churnflow.runtime.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.runtime.UsageException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A version of a registered model.
///
/// @param model the registered model's name
/// @param version from 1
/// @param runId the run it came from
/// @param source where its model is: `models:/<model id>`, or `runs:/<run id>/model` where it was
///   registered before there were models of their own
/// @param createdMillis when it was registered, epoch milliseconds; 0 where that is not known
/// @param stage legacy stage: `None`, `Staging`, `Production` or `Archived`
/// @param tags its tags
public record ModelVersion(
    String model,
    int version,
    String runId,
    String source,
    long createdMillis,
    String stage,
    Map<String, String> tags) {
  static final String MODELS = "models:/";

  public ModelVersion {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /// The tag's value, if the version has it.
  public Optional<String> tag(String name) {
    return Optional.ofNullable(tags.get(name));
  }

  /// The tag's value, of a version that register-model made.
  ///
  /// @throws UsageException where the version lacks it
  public String require(String name) {
    return tag(name)
        .orElseThrow(() ->
            new UsageException(
                "%s: expected the tag %s, as register-model sets it, found none"
                    .formatted(label(), name)));
  }

  /// The id of its model; empty where the model is among the run's files.
  Optional<String> modelId() {
    return source.startsWith(MODELS)
        ? Optional.of(source.substring(MODELS.length()))
        : Optional.empty();
  }

  /// For messages.
  public String label() {
    return "version %d of %s".formatted(version, model);
  }

  static ModelVersion of(JsonNode json) {
    return new ModelVersion(
        json.path("name").asText(),
        json.path("version").asInt(),
        json.path("run_id").asText(),
        json.path("source").asText(),
        json.path("creation_timestamp").asLong(),
        json.path("current_stage").asText("None"),
        Json.map(json.path("tags")));
  }
}
