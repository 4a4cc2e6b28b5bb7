package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.AddedOutcomes;
import io.churnflow.contracts.Evaluation;
import io.churnflow.contracts.SplitSummary;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.drift.DriftReference;
import io.churnflow.contracts.pipeline.ModelSpec;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.Workers;
import io.churnflow.runtime.ArrowTables;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Option;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Progress;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.mlflow.DataSet;
import io.churnflow.runtime.mlflow.Mlflow;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Chooses the winner by what training measured out of fold, measures every candidate on the
/// hold-out rows, which chooses nothing, and logs all of it to MLflow: the only writer of a
/// training's runs.
public final class EvaluateModel implements Job {
  static final String HOLDOUT = "process-data/holdout.arrow";
  static final String SPLIT = "process-data/split.json";
  static final String TRAINING = "process-data/train.arrow";

  private final Options options =
      new Options(
          "evaluate-model",
          "Measures every candidate on rows that no fitting or choosing has seen, and logs the"
              + " runs.");
  private final RunOptions run = options.run();

  private final Option<String> algorithms =
      options.optional(
          "--algorithms",
          String.class,
          "The candidates, joined by ','; default: all that the pipeline file names.");

  private final Option<String> reason =
      options.optional(
          "--reason", String.class, "Why this training was started; recorded on its MLflow run.");

  public static void main(String[] args) {
    Job.main(new EvaluateModel(), args);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Outcome call() throws Exception {
    Pipeline pipeline = run.pipeline();
    List<String> names = chosen(pipeline);
    Step step =
        run.step("evaluate-model")
            .reads(HOLDOUT, TRAINING, SPLIT)
            .configuredBy(
                pipeline.training().metric(),
                pipeline.training().seed(),
                pipeline.contract(),
                pipeline.features(),
                pipeline.split(),
                pipeline.threshold(),
                pipeline.gate(),
                pipeline.slices(),
                pipeline.description(),
                names);
    names.forEach(name -> step.reads(Candidate.files(name)));
    if (Provenance.outcomes(run.folder()).isPresent()) {
      step.reads(AddedOutcomes.FILE);
    }
    return step.publish(output -> evaluate(pipeline, names, step, output));
  }

  private Result evaluate(Pipeline pipeline, List<String> names, Step step, Output output)
      throws IOException {
    Holdout holdout = Holdout.read(step.file(HOLDOUT), pipeline.contract().target());
    InputTables tables = InputTables.read(step);
    Findings findings =
        evaluate(
            pipeline,
            names,
            holdout,
            tables.holdoutSha256(),
            Json.read(step.file(SPLIT), SplitSummary.class));
    List<Measured> measured = findings.ranked();
    Evaluation evaluation = findings.evaluation();
    List<DataSet> inputs = tables.of(holdout.table(), measured);
    byte[] report = new Report(pipeline, findings, inputs).page().bytes();
    Table training = ArrowTables.read(step.file(TRAINING));
    byte[] reference = Json.bytes(WinnersData.reference(pipeline, findings, training));
    output.json("evaluation.json", evaluation);
    output.bytes("report.html", report);
    output.bytes(DriftReference.FILE, reference);
    for (Measured candidate : measured) {
      for (Map.Entry<String, byte[]> plot : candidate.plots().entrySet()) {
        output.bytes(candidate.algorithm() + "/" + plot.getKey(), plot.getValue());
      }
    }
    Mlflow mlflow = Mlflow.open(run);
    Logged logged =
        new ExperimentLog(mlflow, run, inputs, step.digest(), reason.given().orElse(""))
            .write(measured, evaluation, report, reference);
    logged.notes().forEach(output::note);
    return result(holdout.table().rows(), evaluation, measured, logged);
  }

  private Findings evaluate(
      Pipeline pipeline,
      List<String> names,
      Holdout holdout,
      String holdoutSha256,
      SplitSummary split) {
    Progress progress = run.progress("candidates scored", names.size());
    try (Workers workers = new Workers(run.threads())) {
      List<Scored> scored =
          workers.map(
              names.size(),
              place -> {
                Candidate candidate = Candidate.read(run.folder(), names.get(place));
                Scored done = Scored.of(candidate, holdout.table(), workers);
                progress.step();
                return done;
              });
      AddedOutcomes added = Provenance.outcomes(run.folder()).orElse(null);
      return new Evaluator(pipeline, holdout, holdoutSha256, split, added, workers).of(scored);
    }
  }

  private static Result result(
      long rows, Evaluation evaluation, List<Measured> measured, Logged logged) {
    Map<String, Map<String, Double>> metrics = new TreeMap<>();
    measured.forEach(candidate -> metrics.put(candidate.algorithm(), candidate.metrics()));
    return Result.rows(rows)
        .with("winner", evaluation.winner())
        .with("experiment_id", logged.experimentId())
        .with("parent_run_id", logged.parentRunId())
        .with("runs", logged.runs())
        .with("models", logged.models())
        .with("metrics", metrics);
  }

  /// The candidates in the pipeline file's order, so that the order in which they were asked for
  /// changes nothing.
  private List<String> chosen(Pipeline pipeline) {
    List<String> known = pipeline.training().models().stream().map(ModelSpec::algorithm).toList();
    Set<String> asked =
        Arrays.stream(algorithms.given().orElse("").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    for (String name : asked) {
      if (!known.contains(name)) {
        throw algorithms.refuse(
            "expected candidates of the pipeline file (%s), found '%s'"
                .formatted(String.join(", ", known), name));
      }
    }
    return asked.isEmpty() ? known : known.stream().filter(asked::contains).toList();
  }
}
