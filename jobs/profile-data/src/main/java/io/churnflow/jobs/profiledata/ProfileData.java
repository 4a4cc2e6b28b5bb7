package io.churnflow.jobs.profiledata;

import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.profile.TableProfile;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.RunTables;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.mlflow.Mlflow;
import java.io.IOException;
import java.nio.file.Path;

/// Says what a checked table holds, and what to look at before training on it. Nothing depends on
/// it: it is for people.
public final class ProfileData implements Job {
  private final Options options =
      new Options("profile-data", "Says what a table holds, as numbers and as a page.");
  private final RunOptions run = options.run();

  public static void main(String[] args) {
    Job.main(new ProfileData(), args);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Outcome call() throws Exception {
    Pipeline pipeline = run.pipeline();
    Step step = run.step("profile-data");
    String table = RunTables.training(step);
    step.configuredBy(
        pipeline.name(),
        pipeline.description(),
        pipeline.contract(),
        pipeline.features().exclude());
    return step.publish(output -> profile(pipeline, step, step.file(table), output));
  }

  private Result profile(Pipeline pipeline, Step step, Path table, Output output)
      throws IOException {
    TableScan scan = new TableScan(pipeline, table, run.threads());
    TableProfile profile = scan.profile();
    byte[] numbers = ProfileJson.bytes(profile);
    byte[] page = new Report(pipeline, profile).page().bytes();
    output.bytes("profile.json", numbers);
    output.bytes("profile.html", page);
    Mlflow mlflow = Mlflow.open(run);
    String runId = new ProfileLog(mlflow, run, step.digest()).write(profile, numbers, page);
    output.note("run_id", runId);
    return Result.rows(profile.rows())
        .with("positives", profile.positives())
        .with("suspicions", profile.suspicions())
        .with("run_id", runId);
  }
}
