package io.churnflow.jobs.trainmodel;

import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.ModelSpec;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.CrossFit;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.Labels;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Workers;
import io.churnflow.learning.evaluation.ThresholdRule;
import io.churnflow.runtime.ArrowTables;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Option;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Progress;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.UsageException;
import java.io.IOException;
import java.util.List;

/// Fits one candidate: encoder and model inside each fold, the threshold on the out-of-fold
/// predictions, then all of it on every training row. It never sees a hold-out row.
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
    Learner learner = learner(spec);
    Step step =
        run.step("train-model", algorithm.value())
            .reads(TRAIN)
            .configuredBy(
                pipeline.contract(),
                pipeline.features(),
                pipeline.split().salt(),
                pipeline.training().seed(),
                pipeline.training().folds(),
                pipeline.threshold(),
                spec);
    return step.publish(
        output -> train(pipeline, learner, ArrowTables.read(step.file(TRAIN)), output));
  }

  private Result train(Pipeline pipeline, Learner learner, Table table, Output output)
      throws IOException {
    List<String> names = pipeline.featureColumns().stream().map(ColumnContract::name).toList();
    byte[] labels = Labels.of(table, pipeline.contract().target());
    CrossFit fit = fit(pipeline, learner, FeatureTable.of(table, names), labels);
    double threshold = ThresholdRule.of(pipeline.threshold()).choose(labels, fit.outOfFold());
    Trained trained = new Trained(pipeline, learner, fit, labels, threshold);
    trained.publish(table, output);
    return Result.rows(table.rows())
        .with("algorithm", algorithm.value())
        .with("metrics", trained.outOfFold().byName())
        .with("threshold", threshold);
  }

  private CrossFit fit(Pipeline pipeline, Learner learner, FeatureTable features, byte[] labels) {
    int folds = pipeline.training().folds();
    Progress progress =
        run.progress(algorithm.value() + ": steps fitted", CrossFit.steps(learner, folds));
    try (Workers workers = new Workers(run.threads())) {
      FitContext context = new FitContext(pipeline.training().seed(), workers, progress::step);
      return CrossFit.of(learner, features, labels, folds, context);
    }
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

  private Learner learner(ModelSpec spec) {
    try {
      return Learner.of(spec.algorithm(), spec.parameters());
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(
          "pipeline file %s: training.models, %s: %s"
              .formatted(
                  run.folder().resolve("pipeline.yaml"), spec.algorithm(), wrong.getMessage()),
          wrong);
    }
  }
}
