package io.churnflow.runtime.mlflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Against the real MLflow server at `CHURNFLOW_TEST_MLFLOW_URI`; skipped where there is none.
@Tag("live")
class LiveMlflowTest {
  private static final String ADDRESS = "CHURNFLOW_TEST_MLFLOW_URI";
  private static final String MODEL_FILE = "model/model.onnx";

  private final String name = "live_" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void needsAServer() {
    assumeTrue(System.getenv(ADDRESS) != null, "skipped: no MLflow server in " + ADDRESS);
  }

  @Test
  void findsAgainWhatItCreated() {
    Experiments experiments = mlflow().experiments();
    String experiment = experiments.findOrCreate(name);
    TrackedRun first = experiments.findOrCreate(experiment, newRun());

    assertEquals(experiment, mlflow().experiments().findOrCreate(name));
    assertEquals(first, mlflow().experiments().findOrCreate(experiment, newRun()));
    assertEquals(1, experiments.inFolder(experiment, folder()).size());
  }

  @Test
  void logsTheSameTwiceWithoutChangingAnything() {
    Experiments experiments = mlflow().experiments();
    TrackedRun run = experiments.findOrCreate(experiments.findOrCreate(name), newRun());
    Measurement measured =
        new Measurement(
            1_000, Map.of("oof_f1", 0.1 + 0.2), Map.of("trees", "200"), Map.of("note", "ok"));

    for (int time = 0; time < 2; time++) {
      experiments.log(run, measured);
      experiments.logInputs(run, List.of(dataSet()));
      experiments.finish(run, 2_000);
    }

    assertEquals("FINISHED", experiments.findOrCreate(run.experimentId(), newRun()).status());
  }

  @Test
  void keepsAFilesBytes() {
    Mlflow mlflow = mlflow();
    Experiments experiments = mlflow.experiments();
    TrackedRun run = experiments.findOrCreate(experiments.findOrCreate(name), newRun());
    byte[] bytes = "ONNX % ?#\0\u00ff".getBytes(StandardCharsets.UTF_8);

    mlflow.artifacts().upload(run, MODEL_FILE, bytes);
    mlflow.artifacts().upload(run, MODEL_FILE, bytes);

    assertArrayEquals(bytes, mlflow.artifacts().download(run, MODEL_FILE).orElseThrow());
    assertEquals(Optional.empty(), mlflow.artifacts().download(run, "model/other.onnx"));
  }

  @Test
  void logsAModelOnceHoweverOftenItIsTried() {
    Mlflow mlflow = mlflow();
    Experiments experiments = mlflow.experiments();
    LoggedModels models = mlflow.loggedModels();
    TrackedRun run = experiments.findOrCreate(experiments.findOrCreate(name), newRun());
    experiments.logInputs(run, List.of(dataSet()));
    byte[] bytes = {1, 2, 3};

    for (int time = 0; time < 2; time++) {
      TrackedModel model = models.findOrCreate(newModel(run));
      mlflow.artifacts().upload(model, "code/loader.py", bytes);
      models.measured(run, model, dataSet(), Map.of("holdout_f1", 0.1 + 0.2), 1_000);
      models.finish(run, model);
      experiments.finish(run, 2_000);
    }

    TrackedModel model = models.findOrCreate(newModel(run));
    assertEquals("LOGGED_MODEL_READY", model.status());
    assertEquals(Optional.of(model), models.model(model.modelId()));
    assertArrayEquals(bytes, mlflow.artifacts().download(model, "code/loader.py").orElseThrow());
    assertEquals(Optional.empty(), models.model("m-" + "0".repeat(32)));
  }

  @Test
  void movesAliasesAndStages() {
    Mlflow mlflow = mlflow();
    Registry registry = mlflow.registry();
    assertEquals(Map.of(), registry.aliases(name));
    ModelVersion version = registry.findOrCreate(name, newVersion(mlflow));

    assertEquals(version, registry.findOrCreate(name, newVersion(mlflow)));
    registry.set(name, Alias.STAGING, version.version());
    registry.stage(name, version.version(), Stage.STAGING);
    registry.tag(name, version.version(), "churnflow.status", "it's \"staging\"");
    assertEquals(Map.of(Alias.STAGING, 1), registry.aliases(name));
    ModelVersion staged = registry.version(name, 1).orElseThrow();
    assertEquals("Staging", staged.stage());
    assertEquals(Optional.of("it's \"staging\""), staged.tag("churnflow.status"));
    assertTrue(registry.run(staged).isPresent());
    registry.delete(name, Alias.STAGING);
    registry.delete(name, Alias.STAGING);
    assertEquals(Map.of(), registry.aliases(name));
    assertEquals(Optional.empty(), registry.version(name, 2));
  }

  @Test
  void marksARunThatAnotherReplaces() {
    Experiments experiments = mlflow().experiments();
    String experiment = experiments.findOrCreate(name);
    TrackedRun run = experiments.findOrCreate(experiment, newRun());

    experiments.supersede(run, "another", 3_000);

    assertEquals("KILLED", experiments.inFolder(experiment, folder()).getFirst().status());
  }

  private static Mlflow mlflow() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("MLFLOW_TRACKING_URI", environment.getOrDefault(ADDRESS, ""));
    return Mlflow.open(environment);
  }

  private NewRun newRun() {
    return new NewRun(
        name + "/it's \"manual\"/evaluate-model@12345678",
        folder(),
        "a run's name",
        500,
        Map.of("churnflow.note", "it's \"quoted\""));
  }

  private NewModel newModel(TrackedRun run) {
    String key = name + "/it's \"manual\"/evaluate-model/forest@12345678";
    return new NewModel(key, run, "forest", Map.of("trees", "200"), Map.of("note", "ok"));
  }

  private NewVersion newVersion(Mlflow mlflow) {
    Experiments experiments = mlflow.experiments();
    TrackedRun run = experiments.findOrCreate(experiments.findOrCreate(name), newRun());
    return new NewVersion(
        name + "/it's \"manual\"/register-model@12345678",
        folder(),
        run.runId(),
        mlflow.loggedModels().findOrCreate(newModel(run)).modelId(),
        "# A model",
        Map.of("churnflow.status", "staging"));
  }

  private String folder() {
    return "runs/" + name + "/manual__1-ab";
  }

  private static DataSet dataSet() {
    List<Column> columns =
        List.of(new NumberColumn("tenure", NumberColumn.Kind.INTEGER, new double[] {1, 2}));
    return new DataSet("train", "training", "ab".repeat(32), "train.arrow", columns, 2);
  }
}
