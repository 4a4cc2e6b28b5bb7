package io.churnflow.jobs.trainmodel;

import io.churnflow.contracts.CandidateFiles;
import io.churnflow.contracts.LeakSummary;
import io.churnflow.contracts.pipeline.ModelSpec;
import io.churnflow.contracts.pipeline.Pipeline;
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
import io.churnflow.runtime.Shard;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

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

  private final Option<String> part =
      options.optional(
          "--search-part",
          String.class,
          "Does only these trials of the search, for others to do the rest: 2/4 is the second quarter.");

  private final Option<Integer> parts =
      options.option(
          "--search-parts",
          1,
          "In how many parts the trials were done; default: 1, they are done here.");

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
    Optional<Shard> asked = part.given().map(_ -> shard(search));
    Step step =
        asked
            .map(given -> run.step(SearchedPart.STEP, SearchedPart.key(algorithm.value(), given)))
            .orElseGet(() -> run.step("train-model", algorithm.value()))
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
    if (asked.isPresent()) {
      return step.publish(output -> search(pipeline, search, asked.get(), step, output));
    }
    int searched = searchedParts(search);
    if (searched > 1) {
      SearchedPart.declare(step, algorithm.value(), searched);
    }
    return step.publish(output -> train(pipeline, search, searched, step, output));
  }

  private Shard shard(RandomSearch search) {
    Shard asked = part.read(Shard::parse);
    int trials = search.learners().size();
    if (asked.of() > trials) {
      throw part.refuse(
          "expected a part of at most %d, the trials, found %s".formatted(trials, asked));
    }
    return asked;
  }

  private int searchedParts(RandomSearch search) {
    int number = parts.value();
    int trials = search.learners().size();
    if (number < 1 || number > trials) {
      throw parts.refuse("expected from 1 to %d, the trials, found %d".formatted(trials, number));
    }
    return number;
  }

  private Result search(
      Pipeline pipeline, RandomSearch search, Shard asked, Step step, Output output)
      throws IOException {
    TrainingRows rows = TrainingRows.of(pipeline, ArrowTables.read(step.file(TRAIN)));
    Trials trials = new Trials(pipeline.training(), spec(pipeline), search, run);
    SearchedPart found;
    try (Workers workers = new Workers(run.threads())) {
      found = trials.part(asked, rows, workers);
    }
    output.json(SearchedPart.FILE, found);
    output.note("trial_seconds", trials.seconds());
    return Result.rows(rows.table().rows())
        .with("algorithm", algorithm.value())
        .with("part", asked.toString())
        .with("trials", found.trials().size());
  }

  private Result train(
      Pipeline pipeline, RandomSearch search, int searched, Step step, Output output)
      throws IOException {
    TrainingRows rows = TrainingRows.of(pipeline, ArrowTables.read(step.file(TRAIN)));
    byte[] labels = rows.labels();
    Trials trials = new Trials(pipeline.training(), spec(pipeline), search, run);
    Trained trained;
    try (Workers workers = new Workers(run.threads())) {
      RandomSearch.Found found =
          searched > 1
              ? trials.finish(SearchedPart.all(step, algorithm.value(), searched), rows, workers)
              : trials.run(rows, workers);
      LeakSummary leaks = Leaks.of(rows.features(), labels, rows.choice(), workers, run.messages());
      CalibrationFit calibrated =
          CalibrationFit.of(
              pipeline.training().calibration(),
              labels,
              found.fit().outOfFold(),
              found.fit().folds(),
              workers);
      Decided decided =
          Decided.of(pipeline.threshold(), rows.table(), labels, calibrated, run.messages());
      trained =
          new Trained(pipeline, found.fit(), calibrated, decided, leaks, trials.summary(found));
      output.json(CandidateFiles.TRIALS, trials.table(found));
    }
    output.note("trial_seconds", trials.seconds());
    trained.publish(rows.table(), output);
    return Result.rows(rows.table().rows())
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
