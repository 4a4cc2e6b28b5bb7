package io.churnflow.jobs.predict;

import io.churnflow.contracts.ProductionModel;
import io.churnflow.contracts.monitoring.ScoredPart;
import io.churnflow.contracts.pipeline.Challengers;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Option;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.RunTables;
import io.churnflow.runtime.Shard;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.TableReader;
import io.churnflow.runtime.TableWriter;
import io.churnflow.runtime.archive.ScoredRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Scores a table, or one part of it, with the production model: fits nothing, keeps the order,
/// writes one row for each row. What the parts have is put together and published by
/// publish-predictions.
public final class Predict implements Job {
  private final Options options =
      new Options("predict", "Scores a table, or a part of it, with the production model.");
  private final RunOptions run = options.run();

  private final Option<String> shard =
      options.option(
          "--shard",
          Shard.WHOLE.toString(),
          "Which part of the table, of how many: 2/8 is the second of eight; default: 1/1, all of it.");

  public static void main(String[] args) {
    Job.main(new Predict(), args);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Outcome call() throws Exception {
    Pipeline pipeline = run.pipeline();
    Shard part = shard.read(Shard::parse);
    Step step = run.step(ScoredPart.STEP, part.key());
    String table = RunTables.checkedPart(step);
    Resolved resolved = new Resolver(run).resolve();
    configure(step, pipeline, resolved, part);
    return step.publish(output -> score(pipeline, resolved, step.file(table), part, output));
  }

  private static void configure(Step step, Pipeline pipeline, Resolved resolved, Shard part) {
    ProductionModel production = resolved.production().version();
    step.fact("model", production.modelSha256())
        .configuredBy(
            part.toString(),
            pipeline.contract(),
            pipeline.features().derived(),
            pipeline.inference().reasons(),
            production.model(),
            production.version());
    Challengers challengers = pipeline.challengers();
    if (challengers != null) {
      step.configuredBy(challengers);
      for (Arm arm : resolved.arms()) {
        step.fact("model of " + arm.name(), arm.version().modelSha256())
            .configuredBy(arm.version().version());
      }
    }
  }

  private Result score(Pipeline pipeline, Resolved resolved, Path from, Shard part, Output output)
      throws IOException {
    List<Arm> arms = new FittingArms(pipeline, run.messages()).of(resolved.arms(), from);
    Dealing dealing = Dealing.of(pipeline.challengers(), arms);
    boolean split = !dealing.isTrivial();
    List<Reasons> reasons = new ArrayList<>();
    for (Arm arm : arms) {
      boolean decides = split || reasons.isEmpty();
      reasons.add(decides ? reasons(arm, pipeline) : Reasons.none(0));
    }
    Scoring scoring = new Scoring(arms, reasons, dealing, pipeline.contract().id());
    int asked = pipeline.inference().reasons();
    output.bytes(ScoredPart.HEADER, PredictionsFile.header(pipeline.contract().id(), split, asked));
    try (TableReader table = TableReader.open(from, part);
        PredictionsFile file =
            PredictionsFile.create(
                output.path(ScoredPart.LINES), pipeline.contract().target(), arms, split);
        TableWriter archived =
            TableWriter.create(output.path(ScoredPart.ROWS), ScoredRows.LAYOUT)) {
      scoring.score(table, file, archived, run.threads());
      ScoredRows.finish(archived, arms.stream().map(Arm::name).toList());
    }
    ScoredPart scored = new ScoredPart(scoring.scored());
    output.json(ScoredPart.ARMS, scored);
    return Result.rows(scored.count())
        .with("shard", part.toString())
        .with("model_version", resolved.production().version().version())
        .with("positives", scored.positives())
        .with("resolved", resolved.how());
  }

  private Reasons reasons(Arm arm, Pipeline pipeline) {
    int asked = pipeline.inference().reasons();
    if (asked > 0 && !arm.model().model().explainable()) {
      run.messages()
          .warn(
              "version %d of %s is of model format 1, which holds nothing to explain with: its predictions have no reasons; train again"
                  .formatted(arm.version().version(), arm.version().model()));
      return Reasons.none(asked);
    }
    return Reasons.of(arm.model(), pipeline.contract(), pipeline.features().derived(), asked);
  }
}
