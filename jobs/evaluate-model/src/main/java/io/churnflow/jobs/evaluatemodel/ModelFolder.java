package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.runtime.mlflow.ModelStore;
import io.churnflow.runtime.mlflow.TrackedModel;
import io.churnflow.runtime.mlflow.TrackedRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A candidate as a folder that `mlflow.pyfunc.load_model` and `mlflow models serve` take: the
/// model file, the loader, what it needs, an example.
final class ModelFolder {
  /// The same for every model, from `src/main/resources/model`.
  private static final List<String> FIXED =
      List.of("code/churnflow_loader.py", "conda.yaml", "python_env.yaml", "requirements.txt");

  private ModelFolder() {}

  /// Path to content.
  static Map<String, byte[]> of(
      Candidate candidate, Contract contract, TrackedModel tracked, TrackedRun run) {
    InputExample example = InputExample.of(candidate.model().inputs(), contract);
    Map<String, byte[]> files = new TreeMap<>();
    FIXED.forEach(path -> files.put(path, resource(path)));
    files.put(ModelStore.MODEL_FILE, candidate.file());
    files.put(
        "MLmodel", MlmodelFile.of(candidate.model(), tracked, run, candidate.receipt().finished()));
    files.put(MlmodelFile.EXAMPLE, example.file());
    files.put(MlmodelFile.REQUEST, example.request());
    return files;
  }

  private static byte[] resource(String path) {
    try (InputStream content = ModelFolder.class.getResourceAsStream("/model/" + path)) {
      if (content == null) {
        throw new IllegalStateException("the jar lacks model/" + path);
      }
      return content.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
