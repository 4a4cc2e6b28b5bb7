package io.churnflow.jobs.predict;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.PipelineFile;
import io.churnflow.runtime.Quarantine;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.TableReader;
import io.churnflow.runtime.TableWriter;
import io.churnflow.runtime.archive.PredictionArchive;
import io.churnflow.runtime.archive.ScoredRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Scores a table with the production model: fits nothing, keeps the order, writes one row for each
/// row.
public final class Predict implements Job {
  static final String TABLE = "load-data/table.arrow";

  /// Only where validate-data has put rows aside.
  private static final String KEPT = "validate-data/table.arrow";

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
    String table = Files.exists(step.file(KEPT)) ? KEPT : TABLE;
    List<String> quarantines =
        QUARANTINES.stream().filter(file -> Files.exists(step.file(file))).toList();
    step.reads(table).reads(quarantines.toArray(String[]::new));
    Resolved resolved = new Resolver(run).resolve();
    step.fact("model", resolved.production().modelSha256())
        .configuredBy(
            pipeline.contract(),
            pipeline.features().derived(),
            pipeline.inference().reasons(),
            resolved.production().model(),
            resolved.production().version());
    Outcome outcome =
        step.publish(output -> {
          long aside = copy(quarantines.stream().map(step::file).toList(), output);
          return score(pipeline, resolved, step.file(table), output).with("put_aside", aside);
        });
    JsonNode loaded = Json.read(step.file("load-data/result.json"), JsonNode.class);
    new Publication(run, step.target()).publish(resolved, loaded, outcome);
    return outcome;
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
    int version = resolved.production().version();
    warnOfAnotherContract(resolved, pipeline);
    Reasons reasons = reasons(resolved, pipeline);
    Scoring scoring = new Scoring(resolved, pipeline.contract().id(), reasons);
    try (TableReader table = TableReader.open(from);
        PredictionsFile file =
            PredictionsFile.create(
                output.path(PREDICTIONS), pipeline.contract(), version, reasons.count());
        TableWriter archived =
            TableWriter.create(output.path(PredictionArchive.ROWS), ScoredRows.LAYOUT)) {
      scoring.score(table, file, archived, run.threads());
      archived.finish(Map.of());
    }
    return Result.rows(scoring.rows())
        .with("model_version", version)
        .with("predictions", Publication.relative(run))
        .with("positives", scoring.positives())
        .with("threshold", resolved.model().threshold())
        .with("resolved", resolved.how());
  }

  private Reasons reasons(Resolved resolved, Pipeline pipeline) {
    int asked = pipeline.inference().reasons();
    if (asked > 0 && !resolved.model().model().explainable()) {
      run.messages()
          .warn(
              "version %d of %s is of model format 1, which holds nothing to explain with: its predictions have no reasons; train again"
                  .formatted(resolved.production().version(), resolved.production().model()));
      return Reasons.none(asked);
    }
    return Reasons.of(resolved.model(), pipeline.contract(), pipeline.features().derived(), asked);
  }

  /// Another allowed share of missing cells, say, leaves the model as good as it was; other columns
  /// do not get this far.
  private void warnOfAnotherContract(Resolved resolved, Pipeline pipeline) {
    String now = PipelineFile.contractSha256(pipeline.contract());
    if (!now.equals(resolved.model().contractSha256())) {
      run.messages()
          .warn(
              "version %d of %s was trained under another data contract than the pipeline file has now"
                  .formatted(resolved.production().version(), resolved.production().model()));
    }
  }
}
