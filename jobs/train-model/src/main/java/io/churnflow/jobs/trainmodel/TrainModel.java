package io.churnflow.jobs.trainmodel;

import io.churnflow.contracts.CandidateFiles;
import io.churnflow.contracts.LeakSummary;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.ModelSpec;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Labels;
import io.churnflow.learning.Workers;
import io.churnflow.learning.calibration.CalibrationFit;
import io.churnflow.learning.derived.Derivation;
import io.churnflow.learning.onnx.OnnxWriter;
import io.churnflow.learning.search.RandomSearch;
import io.churnflow.runtime.ArrowTables;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Option;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.UsageException;
import java.io.IOException;
import java.util.List;

/// Fits one candidate: looks for its parameters on the folds, everything fitted inside them; fits
/// calibration and threshold on the out-of-fold scores, and the model on every training row. It
/// never sees a hold-out row.
public final class TrainModel implements Job {
  private static final String TRAIN = "process-data/train.arrow";

  private final Options options =
      new Options("train-model", "Fits one candidate model on the training rows.");
  private final RunOptions run = options.run();

  private final Option<String> algorithm =
      options.required(
          "--algorithm",
          String.class,
          "Which candidate of the pipeline file: logistic-regression, random-forest or gradient-boosting.");

  public static void main(String[] args) {
    Job.main(new TrainModel(), args);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Outcome call() throws Exception {
    Pipeline pipeline = run.pipeline();
    ModelSpec spec = spec(pipeline);
    RandomSearch search = search(pipeline, spec);
    checkNames(pipeline);
    Step step =
        run.step("train-model", algorithm.value())
            .reads(TRAIN)
            .configuredBy(
                pipeline.contract(),
                pipeline.features(),
                pipeline.split(),
                pipeline.training().seed(),
                pipeline.training().folds(),
                pipeline.training().metric(),
                pipeline.training().search(),
                pipeline.training().calibration(),
                pipeline.training().classWeight(),
                pipeline.threshold(),
                spec);
    return step.publish(
        output -> train(pipeline, search, ArrowTables.read(step.file(TRAIN)), output));
  }

  private Result train(Pipeline pipeline, RandomSearch search, Table table, Output output)
      throws IOException {
    byte[] labels = Labels.of(table, pipeline.contract().target());
    List<Derivation> derivations = Derivation.all(pipeline.features().derived());
    FeatureTable features = Derivation.table(table, pipeline.featureNames(), derivations);
    FoldChoice choice = FoldChoice.of(pipeline, table, features, labels);
    Trials trials = new Trials(pipeline.training(), search, run, algorithm.value());
    Trained trained;
    try (Workers workers = new Workers(run.threads())) {
      RandomSearch.Found found = trials.run(features, labels, choice, workers);
      LeakSummary leaks = Leaks.of(features, labels, choice, workers, run.messages());
      CalibrationFit calibrated =
          CalibrationFit.of(
              pipeline.training().calibration(),
              labels,
              found.fit().outOfFold(),
              found.fit().folds(),
              workers);
      Decided decided = Decided.of(pipeline.threshold(), table, labels, calibrated, run.messages());
      trained =
          new Trained(pipeline, found.fit(), calibrated, decided, leaks, trials.summary(found));
      output.json(CandidateFiles.TRIALS, trials.table(found));
    }
    output.note("trial_seconds", trials.seconds());
    trained.publish(table, output);
    return Result.rows(table.rows())
        .with("algorithm", algorithm.value())
        .with("metrics", trained.decided().metrics().byName())
        .with("threshold", trained.decided().threshold())
        .with("calibration", trained.calibrated().summary().method())
        .with("trials", trained.search());
  }

  private ModelSpec spec(Pipeline pipeline) {
    List<ModelSpec> models = pipeline.training().models();
    return models.stream()
        .filter(model -> model.algorithm().equals(algorithm.value()))
        .findFirst()
        .orElseThrow(() ->
            algorithm.refuse(
                "expected a candidate of the pipeline file (%s), found '%s'"
                    .formatted(
                        String.join(", ", models.stream().map(ModelSpec::algorithm).toList()),
                        algorithm.value())));
  }

  /// Before anything is fitted: a column that the model file could not carry.
  private void checkNames(Pipeline pipeline) {
    List<String> columns = Derivation.columns(pipeline);
    try {
      OnnxWriter.checkNames(columns);
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(
          "pipeline file %s: contract.columns and features.derived: %s"
              .formatted(run.folder().resolve("pipeline.yaml"), wrong.getMessage()),
          wrong);
    }
  }

  private RandomSearch search(Pipeline pipeline, ModelSpec spec) {
    try {
      return RandomSearch.of(pipeline, spec);
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(
          "pipeline file %s: training.models, %s: %s"
              .formatted(
                  run.folder().resolve("pipeline.yaml"), spec.algorithm(), wrong.getMessage()),
          wrong);
    }
  }
}
