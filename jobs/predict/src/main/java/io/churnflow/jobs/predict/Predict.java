package io.churnflow.jobs.predict;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.ProductionModel;
import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.contracts.pipeline.Challengers;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Quarantine;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.RunTables;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.TableReader;
import io.churnflow.runtime.TableWriter;
import io.churnflow.runtime.archive.PredictionArchive;
import io.churnflow.runtime.archive.ScoredRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Scores a table with the production model: fits nothing, keeps the order, writes one row for each
/// row.
public final class Predict implements Job {
  private static final List<String> QUARANTINES =
      List.of("load-data/" + Quarantine.FILE, "validate-data/" + Quarantine.FILE);

  static final String PREDICTIONS = "predictions.csv";

  private final Options options =
      new Options(
          "predict", "Scores a table with the production model and publishes predictions.csv.");
  private final RunOptions run = options.run();

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
    Step step = run.step("predict");
    String table = RunTables.checked(step);
    List<String> quarantines = QUARANTINES.stream().filter(step::readsIfThere).toList();
    Resolved resolved = new Resolver(run).resolve();
    configure(step, pipeline, resolved);
    Outcome outcome =
        step.publish(output -> {
          long aside = copy(quarantines.stream().map(step::file).toList(), output);
          return score(pipeline, resolved, step.file(table), output).with("put_aside", aside);
        });
    JsonNode loaded = Json.read(step.file("load-data/result.json"), JsonNode.class);
    new Publication(run, step, table).publish(resolved, loaded, outcome);
    return outcome;
  }

  private static void configure(Step step, Pipeline pipeline, Resolved resolved) {
    ProductionModel production = resolved.production().version();
    step.fact("model", production.modelSha256())
        .configuredBy(
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

  /// Puts all rows that are not scored into one file, where there are any.
  ///
  /// @return how many they are
  private static long copy(List<Path> quarantines, Output output) throws IOException {
    if (quarantines.isEmpty()) {
      return 0;
    }
    try (Quarantine all = Quarantine.create(output.path(Quarantine.FILE))) {
      Quarantine.read(quarantines, all::add);
      return all.rows();
    }
  }

  private Result score(Pipeline pipeline, Resolved resolved, Path from, Output output)
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
    try (TableReader table = TableReader.open(from);
        PredictionsFile file =
            PredictionsFile.create(
                output.path(PREDICTIONS),
                pipeline.contract(),
                arms,
                split,
                pipeline.inference().reasons());
        TableWriter archived =
            TableWriter.create(output.path(PredictionArchive.ROWS), ScoredRows.LAYOUT)) {
      scoring.score(table, file, archived, run.threads());
      ScoredRows.finish(archived, arms.stream().map(Arm::name).toList());
    }
    List<ScoredArm> scored = scoring.scored();
    List<ScoredArm> deciding = scored.stream().filter(ScoredArm::decides).toList();
    return Result.rows(deciding.stream().mapToLong(ScoredArm::count).sum())
        .with("model_version", scored.getFirst().version())
        .with("predictions", Publication.relative(run))
        .with("positives", deciding.stream().mapToLong(ScoredArm::positives).sum())
        .with("threshold", scored.getFirst().threshold())
        .with("arms", scored)
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
