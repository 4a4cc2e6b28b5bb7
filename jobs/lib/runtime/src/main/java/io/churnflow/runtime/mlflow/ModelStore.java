package io.churnflow.runtime.mlflow;

import io.churnflow.contracts.ProductionModel;
import io.churnflow.contracts.drift.DriftReference;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Durable;
import io.churnflow.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// Model files, references for drift and id digests of registered versions, checked against the
/// digests that their tags hold. Model files and references are kept by digest on the shared
/// volume, so that an outage of MLflow does not stop who has a file already.
public final class ModelStore {
  /// The model file among a model's artifacts.
  public static final String MODEL_FILE = "model.onnx";

  /// The model file among a run's artifacts, where versions had it that came before models of their
  /// own.
  private static final String MODEL_FILE_OF_RUN = "model/model.onnx";

  /// The training ids among a run's artifacts.
  public static final String TRAINING_IDS_FILE = "training_ids.bin";

  private static final String MODEL = ".onnx";
  private static final String REFERENCE = ".reference.json";

  private final Path home;

  /// @param home the shared volume
  public ModelStore(Path home) {
    this.home = home;
  }

  /// The kept model file of this digest; empty where there is none, or one that is damaged.
  public Optional<byte[]> kept(String sha256) throws IOException {
    return kept(sha256, MODEL);
  }

  private Optional<byte[]> kept(String sha256, String ending) throws IOException {
    Path file = path(sha256, ending);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(file);
    return Digests.sha256(bytes).equals(sha256) ? Optional.of(bytes) : Optional.empty();
  }

  /// The version's model file: the kept one, or else the registry's, which is then kept.
  ///
  /// @throws DataException where the registry's file is missing or is not the one that was
  ///   registered
  public byte[] model(Mlflow mlflow, ModelVersion version) throws IOException {
    String sha256 = digest(version, Tags.MODEL_SHA256);
    Optional<byte[]> kept = kept(sha256, MODEL);
    if (kept.isPresent()) {
      return kept.get();
    }
    byte[] bytes = downloadModel(mlflow, version, sha256);
    Durable.replace(path(sha256, MODEL), bytes);
    return bytes;
  }

  /// The same of a version that a run has chosen before; MLflow is asked only where the file is not
  /// kept.
  public byte[] model(ProductionModel chosen, Supplier<Mlflow> mlflow) throws IOException {
    Optional<byte[]> kept = kept(chosen.modelSha256(), MODEL);
    if (kept.isPresent()) {
      return kept.get();
    }
    Mlflow server = mlflow.get();
    return model(server, version(server, chosen));
  }

  /// The chosen version's reference for drift; empty where it has none.
  ///
  /// @throws DataException where the registry's file is missing or is not the one that was
  ///   registered
  public Optional<byte[]> reference(ProductionModel chosen, Supplier<Mlflow> mlflow)
      throws IOException {
    String sha256 = chosen.referenceSha256();
    if (sha256 == null) {
      return Optional.empty();
    }
    Optional<byte[]> kept = kept(sha256, REFERENCE);
    if (kept.isPresent()) {
      return kept;
    }
    Mlflow server = mlflow.get();
    return Optional.of(downloadReference(server, version(server, chosen), sha256));
  }

  /// Keeps the version's reference for drift beside its model file, where it has one.
  public void keepReference(Mlflow mlflow, ModelVersion version) throws IOException {
    String sha256 = describe(version).referenceSha256();
    if (sha256 != null && kept(sha256, REFERENCE).isEmpty()) {
      byte[] unused = downloadReference(mlflow, version, sha256);
    }
  }

  private byte[] downloadReference(Mlflow mlflow, ModelVersion version, String sha256)
      throws IOException {
    byte[] bytes = download(mlflow, version, run(mlflow, version), DriftReference.FILE, sha256);
    Durable.replace(path(sha256, REFERENCE), bytes);
    return bytes;
  }

  private static ModelVersion version(Mlflow mlflow, ProductionModel chosen) {
    return mlflow
        .registry()
        .version(chosen.model(), chosen.version())
        .orElseThrow(() ->
            new UsageException(
                "registered model %s: expected version %d, which this run has begun with, found none"
                    .formatted(chosen.model(), chosen.version())));
  }

  /// The version's training ids, in the form of `io.churnflow.learning.IdDigests`.
  ///
  /// @throws DataException where the registry's file is missing or is not the one that was
  ///   registered
  public byte[] trainingIds(Mlflow mlflow, ModelVersion version) {
    String sha256 = digest(version, Tags.TRAINING_IDS_SHA256);
    return download(mlflow, version, run(mlflow, version), TRAINING_IDS_FILE, sha256);
  }

  /// What scoring needs to know of a version.
  public static ProductionModel describe(ModelVersion version) {
    return new ProductionModel(
        version.model(),
        version.version(),
        version.runId(),
        version.require(Tags.ALGORITHM),
        digest(version, Tags.MODEL_SHA256),
        version.tag(Tags.REFERENCE_SHA256).isPresent()
            ? digest(version, Tags.REFERENCE_SHA256)
            : null);
  }

  private Path path(String sha256, String ending) {
    return home.resolve("models").resolve(sha256 + ending);
  }

  private static byte[] downloadModel(Mlflow mlflow, ModelVersion version, String sha256) {
    Optional<String> modelId = version.modelId();
    if (modelId.isEmpty()) {
      return download(mlflow, version, run(mlflow, version), MODEL_FILE_OF_RUN, sha256);
    }
    TrackedModel model =
        mlflow
            .loggedModels()
            .model(modelId.get())
            .orElseThrow(() -> missing(version, "model " + modelId.get()));
    return download(mlflow, version, model, MODEL_FILE, sha256);
  }

  private static TrackedRun run(Mlflow mlflow, ModelVersion version) {
    return mlflow
        .registry()
        .run(version)
        .orElseThrow(() -> missing(version, "run " + version.runId()));
  }

  private static byte[] download(
      Mlflow mlflow, ModelVersion version, ArtifactFolder folder, String file, String expected) {
    byte[] bytes =
        mlflow.artifacts().download(folder, file).orElseThrow(() -> missing(version, file));
    String found = Digests.sha256(bytes);
    if (!found.equals(expected)) {
      throw new DataException(
          "%s, %s: expected SHA-256 %s as registered, found %s"
              .formatted(version.label(), file, expected, found));
    }
    return bytes;
  }

  private static DataException missing(ModelVersion version, String what) {
    return new DataException(
        "%s: expected %s in MLflow, found none".formatted(version.label(), what));
  }

  private static String digest(ModelVersion version, String tag) {
    String digest = version.require(tag);
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new UsageException(
          "%s, tag %s: expected 64 hex digits, found '%s'".formatted(version.label(), tag, digest));
    }
    return digest;
  }
}
