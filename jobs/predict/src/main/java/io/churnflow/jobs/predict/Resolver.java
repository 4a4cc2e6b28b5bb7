package io.churnflow.jobs.predict;

import io.churnflow.contracts.ChosenModel;
import io.churnflow.contracts.ProductionModel;
import io.churnflow.learning.onnx.DamagedModelException;
import io.churnflow.learning.onnx.OnnxReader;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.UnavailableException;
import io.churnflow.runtime.UsageException;
import io.churnflow.runtime.mlflow.Alias;
import io.churnflow.runtime.mlflow.Mlflow;
import io.churnflow.runtime.mlflow.MlflowError;
import io.churnflow.runtime.mlflow.ModelStore;
import io.churnflow.runtime.mlflow.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Finds out which model a run scores with: once for a run, so that every task and every try uses
/// the same version.
final class Resolver {
  private static final String REGISTRY = "registry";
  private static final String CACHED = "cached";

  private final RunOptions run;
  private final ModelStore store;
  private final Path ofRun;
  private final Path lastKnown;

  Resolver(RunOptions run) {
    this.run = run;
    this.store = new ModelStore(run.folder().home());
    this.ofRun = run.folder().resolve(ChosenModel.FILE);
    this.lastKnown =
        run.folder()
            .home()
            .resolve("state")
            .resolve(run.folder().pipeline())
            .resolve("production.json");
  }

  /// The run's version; resolved now where no earlier try or task has.
  ///
  /// @throws UsageException where no version is in production
  /// @throws UnavailableException where MLflow does not answer and no version is known
  /// @throws DataException where the model file is damaged
  Resolved resolve() throws IOException {
    byte[] choosing = Files.exists(ofRun) ? Files.readAllBytes(ofRun) : Json.bytes(choose());
    // Whoever came first has chosen for all; also tidies up after one that was killed while
    // choosing.
    Durable.create(ofRun, choosing);
    ChosenModel choice = Json.read(ofRun, ChosenModel.class);
    byte[] file = store.model(choice.production(), this::mlflow);
    return new Resolved(choice.production(), read(choice.production(), file), choice.resolved());
  }

  private ChosenModel choose() throws IOException {
    try {
      Mlflow mlflow = mlflow();
      ModelVersion version = production(mlflow);
      ProductionModel found = ModelStore.describe(version);
      store.model(mlflow, version);
      keepReference(mlflow, version);
      remember(found);
      return new ChosenModel(found, REGISTRY);
    } catch (UnavailableException away) {
      ProductionModel known = known().orElseThrow(() -> away);
      run.messages()
          .warn(
              "%s; scoring with version %d, the last one known"
                  .formatted(away.getMessage(), known.version()));
      return new ChosenModel(known, CACHED);
    }
  }

  /// For who looks at drift later, also where MLflow is away by then; scoring does without.
  private void keepReference(Mlflow mlflow, ModelVersion version) throws IOException {
    try {
      store.keepReference(mlflow, version);
    } catch (DataException | MlflowError damaged) {
      run.messages().warn("drift cannot be told of: " + damaged.getMessage());
    }
  }

  private ModelVersion production(Mlflow mlflow) {
    String model = run.pipeline().name();
    return Optional.ofNullable(mlflow.registry().aliases(model).get(Alias.PRODUCTION))
        .flatMap(number -> mlflow.registry().version(model, number))
        .orElseThrow(() ->
            new UsageException(
                "registered model %s: expected a version under the alias production, found none: train and promote one first"
                    .formatted(model)));
  }

  private void remember(ProductionModel found) throws IOException {
    byte[] bytes = Json.bytes(found);
    if (!Files.exists(lastKnown) || !Arrays.equals(bytes, Files.readAllBytes(lastKnown))) {
      Durable.replace(lastKnown, bytes);
    }
  }

  /// The last version known, if its model file is still there and whole.
  private Optional<ProductionModel> known() throws IOException {
    if (!Files.exists(lastKnown)) {
      return Optional.empty();
    }
    ProductionModel known = Json.read(lastKnown, ProductionModel.class);
    return store.kept(known.modelSha256()).isPresent() ? Optional.of(known) : Optional.empty();
  }

  private static StoredModel read(ProductionModel production, byte[] file) {
    try {
      return OnnxReader.read(file);
    } catch (DamagedModelException damaged) {
      throw new DataException(
          "version %d of %s: %s"
              .formatted(production.version(), production.model(), damaged.getMessage()),
          damaged);
    }
  }

  private Mlflow mlflow() {
    return Mlflow.open(run.environment().variables());
  }
}
