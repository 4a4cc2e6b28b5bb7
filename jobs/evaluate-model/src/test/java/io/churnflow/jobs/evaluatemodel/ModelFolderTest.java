package io.churnflow.jobs.evaluatemodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.TrainingSummary;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.fixtures.ColumnBuilder;
import io.churnflow.fixtures.Contracts;
import io.churnflow.fixtures.Trainings;
import io.churnflow.learning.Feature;
import io.churnflow.learning.onnx.OnnxReader;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.mlflow.TrackedModel;
import io.churnflow.runtime.mlflow.TrackedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Leaves `target/model-folder`, which `tests/models` loads as a Python user would.
class ModelFolderTest {
  private static final Path KEPT =
      Path.of("..", "lib", "learning", "src", "test", "resources", "kept", "format-2");
  private static final Path LEFT = Path.of("target", "model-folder");

  @Test
  void holdsAllThatLoadingNeeds() throws IOException {
    byte[] file = Files.readAllBytes(KEPT.resolve("gradient-boosting-platt.onnx"));
    Map<String, byte[]> files = files(file);

    assertArrayEquals(file, files.get("model.onnx"));
    assertEquals(
        Set.of(
            "MLmodel",
            "code/churnflow_loader.py",
            "conda.yaml",
            "input_example.json",
            "model.onnx",
            "python_env.yaml",
            "requirements.txt",
            "serving_input_example.json"),
        files.keySet());
    String described = new String(files.getOrDefault("MLmodel", new byte[0]), UTF_8);
    files.keySet().stream()
        .filter(name -> !name.equals("requirements.txt") && !name.equals("MLmodel"))
        .map(name -> name.startsWith("code/") ? "churnflow_loader" : name)
        .forEach(name -> assertTrue(described.contains(name), () -> name + " in " + described));
    for (Map.Entry<String, byte[]> entry : files.entrySet()) {
      Path path = LEFT.resolve(entry.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, entry.getValue());
    }
  }

  private static Map<String, byte[]> files(byte[] file) {
    StoredModel model = OnnxReader.read(file);
    ClassMetrics metrics = new ClassMetrics(4, 2, 0.5, 0, 0, 0, 0.5, 0.5, 1, 0, 0, 1, 1, 1, 1);
    TrainingSummary summary =
        Trainings.summary(model.algorithm(), Map.of(), List.of(), metrics, Digests.sha256(file));
    String artifacts = "mlflow-artifacts:/1/models/m-1/artifacts";
    return ModelFolder.of(
        new Candidate(summary, file, model, new byte[0], Trainings.receipt(model.algorithm())),
        contract(model),
        new TrackedModel("m-1", artifacts, "LOGGED_MODEL_PENDING", Map.of()),
        new TrackedRun("1", "r1", "mlflow-artifacts:/1/r1/artifacts", "RUNNING", Map.of()));
  }

  private static Contract contract(StoredModel model) {
    return Contracts.of(
        model.model().features().stream()
            .map(ModelFolderTest::column)
            .toArray(ColumnBuilder[]::new));
  }

  private static ColumnBuilder column(Feature feature) {
    return switch (feature.kind()) {
      case NUMBER -> ColumnBuilder.number(feature.name());
      case TIMESTAMP -> throw new IllegalArgumentException(feature.name());
      case CATEGORY -> ColumnBuilder.category(feature.name(), "a");
    };
  }
}
