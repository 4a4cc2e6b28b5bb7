package io.churnflow.jobs.evaluatemodel;

import io.churnflow.learning.Feature;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The file `MLmodel` beside `model.onnx`, by which MLflow knows what the model takes and gives.
final class MlmodelFile {
  private MlmodelFile() {}

  /// @param runId the run that the model is logged to
  /// @param createdAt ISO-8601, UTC
  static byte[] of(StoredModel model, String runId, String createdAt) {
    List<Map<String, Object>> inputs =
        model.model().features().stream()
            .map(feature -> column(feature.name(), type(feature)))
            .toList();
    List<Map<String, Object>> outputs = List.of(column("churn_probability", "double"));
    return """
    artifact_path: model
    flavors:
      onnx:
        data: model.onnx
        providers:
        - CPUExecutionProvider
    run_id: %s
    signature:
      inputs: '%s'
      outputs: '%s'
      params: null
    utc_time_created: '%s'
    """
        .formatted(runId, quoted(inputs), quoted(outputs), createdAt)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> column(String name, String type) {
    return Map.of("name", name, "type", type, "required", true);
  }

  private static String type(Feature feature) {
    return switch (feature.kind()) {
      case NUMBER -> "double";
      case CATEGORY -> "string";
    };
  }

  /// JSON within a single-quoted YAML text.
  private static String quoted(Object value) {
    return Json.line(value).replace("'", "''");
  }
}
