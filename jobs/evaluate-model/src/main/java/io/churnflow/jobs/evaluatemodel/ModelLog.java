package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.runtime.mlflow.Artifacts;
import io.churnflow.runtime.mlflow.DataSet;
import io.churnflow.runtime.mlflow.LoggedModels;
import io.churnflow.runtime.mlflow.Mlflow;
import io.churnflow.runtime.mlflow.NewModel;
import io.churnflow.runtime.mlflow.Tags;
import io.churnflow.runtime.mlflow.Together;
import io.churnflow.runtime.mlflow.TrackedModel;
import io.churnflow.runtime.mlflow.TrackedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Logs candidates as models of their own, linked to their runs, their metrics and the tables that
/// these were measured on.
final class ModelLog {
  private static final String OUT_OF_FOLD = "oof_";

  private final LoggedModels models;
  private final Artifacts artifacts;
  private final Contract contract;
  private final List<DataSet> inputs;

  /// @param inputs training and hold-out rows, as their runs have them
  ModelLog(Mlflow mlflow, Contract contract, List<DataSet> inputs) {
    this.models = mlflow.loggedModels();
    this.artifacts = mlflow.artifacts();
    this.contract = contract;
    this.inputs = inputs;
  }

  /// Logs the candidate's model and its metrics; a repeat finishes what a killed try began.
  ///
  /// @param stepKey of the candidate's run
  /// @param parameters of the training
  /// @param millis time of the metrics
  TrackedModel log(
      TrackedRun run,
      String stepKey,
      Measured measured,
      Map<String, String> parameters,
      long millis) {
    TrackedModel model =
        models.findOrCreate(
            new NewModel(stepKey, run, measured.algorithm(), parameters, tags(measured)));
    List<Runnable> tasks = new ArrayList<>();
    ModelFolder.of(measured.candidate(), contract, model, run)
        .forEach((path, content) -> tasks.add(() -> artifacts.upload(model, path, content)));
    inputs.forEach(table ->
        tasks.add(() -> models.measured(run, model, table, metrics(measured, table), millis)));
    Together.run(tasks);
    models.finish(run, model);
    return model;
  }

  /// Those of the metrics that were measured on the table.
  private static Map<String, Double> metrics(Measured measured, DataSet table) {
    boolean training = table.context().equals(InputTables.TRAINING);
    Map<String, Double> metrics = new TreeMap<>(measured.metrics());
    metrics.keySet().removeIf(name -> name.startsWith(OUT_OF_FOLD) != training);
    return metrics;
  }

  private static Map<String, String> tags(Measured measured) {
    Candidate candidate = measured.candidate();
    return Map.of(
        Tags.ALGORITHM,
        measured.algorithm(),
        Tags.MODEL_SHA256,
        candidate.summary().modelSha256(),
        Tags.THRESHOLD,
        Double.toString(candidate.model().threshold()),
        "churnflow.calibration",
        candidate.model().calibration().method());
  }
}
