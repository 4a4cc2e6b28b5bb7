package io.churnflow.jobs.detectdrift;

import io.churnflow.contracts.ChosenModel;
import io.churnflow.contracts.ProductionModel;
import io.churnflow.contracts.drift.BatchDrift;
import io.churnflow.contracts.drift.DriftReference;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.drift.DriftDetector;
import io.churnflow.learning.onnx.DamagedModelException;
import io.churnflow.learning.onnx.OnnxReader;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.NothingToDoException;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.RunTables;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.mlflow.Mlflow;
import io.churnflow.runtime.mlflow.ModelStore;
import java.io.IOException;

/// Holds a scored batch against what its model was trained on: column by column, and the score. It
/// decides nothing: what it finds is for people, and for who counts its verdicts.
public final class DetectDrift implements Job {
  static final String JSON = "drift.json";
  static final String PAGE = "drift.html";

  private final Options options =
      new Options(
          "detect-drift", "Says how far a scored batch is from what the model was trained on.");
  private final RunOptions run = options.run();

  public static void main(String[] args) {
    Job.main(new DetectDrift(), args);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Outcome call() throws Exception {
    Pipeline pipeline = run.pipeline();
    Step step = run.step("detect-drift");
    String table = RunTables.checked(step);
    // The predictions too: their run has chosen the version, and only what is scored is looked at.
    step.reads("publish-predictions/predictions.csv");
    ProductionModel version =
        Json.read(run.folder().resolve(ChosenModel.FILE), ChosenModel.class).production();
    ModelStore store = new ModelStore(run.folder().home());
    DriftReference reference = reference(store, version);
    StoredModel model = model(store, version);
    step.fact("model", version.modelSha256())
        .fact("reference", String.valueOf(version.referenceSha256()))
        .configuredBy(pipeline.name(), pipeline.description(), pipeline.drift(), version.version());
    Outcome outcome =
        step.publish(output -> {
          BatchScan scan = new BatchScan(model, step.file(table), run.threads());
          DriftDetector detector =
              new DriftDetector(reference, model.threshold(), pipeline.drift());
          return compare(pipeline, version, scan.compare(detector), output);
        });
    new Aftermath(run, step.target(), step.digest()).follow(outcome, version);
    return outcome;
  }

  private Result compare(
      Pipeline pipeline, ProductionModel version, BatchDrift found, Output output)
      throws IOException {
    output.json(JSON, VerdictFile.of(pipeline.name(), version, found));
    output.bytes(PAGE, new DriftPage(pipeline, version.version(), found).page().bytes());
    if (found.verdict().isDrift()) {
      run.messages().warn("drift: " + found.reason());
    }
    return Result.rows(found.rows())
        .with("verdict", found.verdict())
        .with("reason", found.reason())
        .with("drifted", found.drifted())
        .with("score_effect", found.score().effect())
        .with("model_version", version.version());
  }

  private DriftReference reference(ModelStore store, ProductionModel version) throws IOException {
    byte[] bytes =
        store
            .reference(version, this::mlflow)
            .orElseThrow(() ->
                new NothingToDoException(
                    "version %d of %s was trained before references for drift were kept: train and promote a new one"
                        .formatted(version.version(), version.model())));
    DriftReference reference = Json.parse(bytes, DriftReference.class, DriftReference.FILE);
    if (!reference.modelSha256().equals(version.modelSha256())) {
      throw new DataException(
          "%s: model_sha256: expected that of version %d, %s, found %s"
              .formatted(
                  DriftReference.FILE,
                  version.version(),
                  version.modelSha256(),
                  reference.modelSha256()));
    }
    return reference;
  }

  private StoredModel model(ModelStore store, ProductionModel version) throws IOException {
    try {
      return OnnxReader.read(store.model(version, this::mlflow));
    } catch (DamagedModelException damaged) {
      throw new DataException(
          "version %d of %s: %s"
              .formatted(version.version(), version.model(), damaged.getMessage()),
          damaged);
    }
  }

  private Mlflow mlflow() {
    return Mlflow.open(run);
  }
}
