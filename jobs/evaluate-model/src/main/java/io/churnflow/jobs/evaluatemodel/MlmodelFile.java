package io.churnflow.jobs.evaluatemodel;

import io.churnflow.learning.Feature;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.mlflow.TrackedModel;
import io.churnflow.runtime.mlflow.TrackedRun;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The file `MLmodel` beside `model.onnx`, by which MLflow knows what the model takes and gives.
///
/// Numbers are of type `any`: MLflow's `double` refuses a column of whole numbers, its `long` a
/// missing cell. So are timestamps, which come as texts or as moments. Our loader checks them.
final class MlmodelFile {
  static final String EXAMPLE = "input_example.json";
  static final String REQUEST = "serving_input_example.json";

  private MlmodelFile() {}

  /// @param createdAt ISO-8601, UTC
  static byte[] of(StoredModel model, TrackedModel tracked, TrackedRun run, String createdAt) {
    List<Map<String, Object>> inputs =
        model.inputs().stream().map(feature -> column(feature.name(), type(feature))).toList();
    List<Map<String, Object>> outputs =
        List.of(column("churn_probability", "double"), column("churn_predicted", "boolean"));
    return """
    artifact_path: %s
    flavors:
      onnx:
        code: code
        data: model.onnx
        providers:
        - CPUExecutionProvider
      python_function:
        code: code
        data: model.onnx
        env:
          conda: conda.yaml
          virtualenv: python_env.yaml
        loader_module: churnflow_loader
        python_version: '3.11'
    model_id: %s
    run_id: %s
    saved_input_example_info:
      artifact_path: %s
      pandas_orient: split
      serving_input_path: %s
      type: dataframe
    signature:
      inputs: '%s'
      outputs: '%s'
      params: null
    utc_time_created: '%s'
    """
        .formatted(
            tracked.artifactUri(),
            tracked.modelId(),
            run.runId(),
            EXAMPLE,
            REQUEST,
            quoted(inputs),
            quoted(outputs),
            createdAt)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> column(String name, String type) {
    return Map.of("name", name, "type", type, "required", true);
  }

  private static String type(Feature feature) {
    return switch (feature.kind()) {
      case NUMBER, TIMESTAMP -> "any";
      case CATEGORY -> "string";
    };
  }

  /// JSON within a single-quoted YAML text.
  private static String quoted(Object value) {
    return Json.line(value).replace("'", "''");
  }
}
