package io.churnflow.jobs.predict;

import io.churnflow.contracts.ChosenModel;
import io.churnflow.contracts.ProductionModel;
import io.churnflow.contracts.pipeline.Challengers;
import io.churnflow.learning.onnx.DamagedModelException;
import io.churnflow.learning.onnx.OnnxReader;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.KeptRecords;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out which models a run scores with: once for a run, so that every task and every try uses
/// the same versions.
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

  /// The run's versions; resolved now where no earlier try or task has.
  ///
  /// @throws UsageException where no version is in production
  /// @throws UnavailableException where MLflow does not answer and no version is known
  /// @throws DataException where production's model file is damaged
  Resolved resolve() throws IOException {
    byte[] choosing = Files.exists(ofRun) ? Files.readAllBytes(ofRun) : Json.bytes(choose());
    // Whoever came first has chosen for all; also tidies up after one that was killed while
    // choosing.
    Durable.create(ofRun, choosing);
    ChosenModel choice = Json.read(ofRun, ChosenModel.class);
    List<Arm> arms = new ArrayList<>(List.of(arm(Challengers.PRODUCTION, choice.production())));
    for (ChosenModel.Challenger challenger : choice.challengers()) {
      arms.add(arm(challenger.arm(), challenger.version()));
    }
    return new Resolved(arms, choice.resolved());
  }

  private Arm arm(String name, ProductionModel version) throws IOException {
    return new Arm(name, version, read(version, store.model(version, this::mlflow)));
  }

  private ChosenModel choose() throws IOException {
    try {
      Mlflow mlflow = mlflow();
      ModelVersion version = production(mlflow);
      ProductionModel found = ModelStore.describe(version);
      byte[] unused = store.model(mlflow, version);
      keepReference(mlflow, version);
      remember(found);
      return new ChosenModel(found, REGISTRY, challengers(mlflow, found));
    } catch (UnavailableException away) {
      ProductionModel known = known().orElseThrow(() -> away);
      run.messages()
          .warn(
              "%s; scoring with version %d, the last one known%s"
                  .formatted(
                      away.getMessage(),
                      known.version(),
                      run.pipeline().challengers() == null ? "" : ", and without challengers"));
      return new ChosenModel(known, CACHED, List.of());
    }
  }

  /// Those that can score; what is tried does not stop what is in use.
  private List<ChosenModel.Challenger> challengers(Mlflow mlflow, ProductionModel production)
      throws IOException {
    Challengers asked = run.pipeline().challengers();
    List<ChosenModel.Challenger> found = new ArrayList<>();
    if (asked == null) {
      return found;
    }
    Map<String, Integer> aliases = mlflow.registry().named(production.model());
    for (Challengers.Arm arm : asked.arms()) {
      if (!arm.alias().equals(Challengers.PRODUCTION)) {
        challenger(mlflow, arm.alias(), aliases.get(arm.alias()), production).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<ChosenModel.Challenger> challenger(
      Mlflow mlflow, String alias, @Nullable Integer number, ProductionModel production)
      throws IOException {
    Optional<ModelVersion> version =
        Optional.ofNullable(number)
            .flatMap(named -> mlflow.registry().version(production.model(), named));
    if (version.isEmpty() || version.get().version() == production.version()) {
      run.messages()
          .warn(
              version.isEmpty()
                  ? "challengers: no version has the alias %s".formatted(alias)
                  : "challengers: the version with the alias %s is in production".formatted(alias));
      return Optional.empty();
    }
    try {
      ProductionModel described = ModelStore.describe(version.get());
      StoredModel unused = read(described, store.model(mlflow, version.get()));
      return Optional.of(new ChosenModel.Challenger(alias, described));
    } catch (DataException | UsageException | MlflowError damaged) {
      run.messages().warn("challengers: %s is left out: %s".formatted(alias, damaged.getMessage()));
      return Optional.empty();
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
    Optional<ProductionModel> known =
        KeptRecords.read(lastKnown, ProductionModel.class, run.messages()::warn);
    boolean kept = known.isPresent() && store.kept(known.get().modelSha256()).isPresent();
    return kept ? known : Optional.empty();
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
    return Mlflow.open(run);
  }
}
