package io.churnflow.jobs.evaluatemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.FitProgress;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Workers;
import io.churnflow.learning.calibration.Uncalibrated;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.mlflow.TrackedModel;
import io.churnflow.runtime.mlflow.TrackedRun;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MlmodelFileTest {
  private static final TrackedRun RUN =
      new TrackedRun("1", "r1", "mlflow-artifacts:/1/r1/artifacts", "RUNNING", Map.of());
  private static final TrackedModel TRACKED =
      new TrackedModel(
          "m-1", "mlflow-artifacts:/1/models/m-1/artifacts", "LOGGED_MODEL_PENDING", Map.of());

  @Test
  void describesEachColumnEvenWithQuotesInItsName() throws IOException {
    JsonNode file =
        new YAMLMapper().readTree(MlmodelFile.of(model(), TRACKED, RUN, "2026-01-01T00:00:00Z"));

    assertEquals("r1", file.path("run_id").asText());
    assertEquals("m-1", file.path("model_id").asText());
    JsonNode python = file.path("flavors").path("python_function");
    assertEquals("model.onnx", python.path("data").asText());
    assertEquals("churnflow_loader", python.path("loader_module").asText());
    JsonNode inputs = new ObjectMapper().readTree(file.path("signature").path("inputs").asText());
    assertEquals(2, inputs.size());
    assertEquals("customer's age", inputs.get(0).path("name").asText());
    assertEquals("any", inputs.get(0).path("type").asText());
    assertEquals("string", inputs.get(1).path("type").asText());
    assertTrue(inputs.get(1).path("required").asBoolean());
  }

  private static StoredModel model() {
    FeatureTable table =
        new FeatureTable(
            List.of(
                new NumberColumn(
                    "customer's age", NumberColumn.Kind.NUMBER, new double[] {1, 2, 3, 4}),
                new CategoryColumn("plan \"x\"", new int[] {0, 1, 1, 0}, List.of("a", "b"))),
            4);
    try (Workers workers = new Workers(1)) {
      return new StoredModel(
          Learner.of("logistic-regression", Map.of())
              .fit(table, new byte[] {0, 1, 0, 1}, new FitContext(1, workers, FitProgress.none())),
          new Uncalibrated(),
          "logistic-regression",
          0.5,
          "0".repeat(64),
          List.of());
    }
  }
}
