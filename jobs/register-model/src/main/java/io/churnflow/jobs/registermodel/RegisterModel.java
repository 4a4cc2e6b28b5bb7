package io.churnflow.jobs.registermodel;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.AddedOutcomes;
import io.churnflow.contracts.Registration;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.LastTraining;
import io.churnflow.runtime.Option;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.mlflow.Mlflow;
import io.churnflow.runtime.mlflow.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes the winner a version of the registered model, under the alias `staging`. One run makes one
/// version, however often it is tried.
public final class RegisterModel implements Job {
  private static final String EVALUATION = "evaluate-model/evaluation.json";

  private final Options options =
      new Options(
          "register-model",
          "Makes the winner a new version of the registered model, alias staging.");
  private final RunOptions run = options.run();

  private final Option<String> reason =
      options.optional(
          "--reason", String.class, "Why this training was started; recorded on the version.");

  public static void main(String[] args) {
    Job.main(new RegisterModel(), args);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Outcome call() throws Exception {
    run.pipeline();
    Step step = run.step("register-model").reads(EVALUATION);
    Winner winner = Winner.read(run.folder());
    step.reads(winner.files()).configuredBy(run.pipeline().name(), run.pipeline().split());
    return step.publish(output -> register(winner, output));
  }

  private Result register(Winner winner, Output output) throws IOException {
    Mlflow mlflow = Mlflow.open(run);
    ModelVersion version =
        new Registering(mlflow.registry(), run, reason.given().orElse("")).register(winner);
    Registration registration =
        new Registration(
            version.model(),
            version.version(),
            version.runId(),
            winner.algorithm(),
            winner.modelSha256());
    output.json("registration.json", registration);
    rememberTraining();
    output.note("run_id", version.runId());
    output.note("version", Integer.toString(version.version()));
    return Result.rows(0)
        .with("model", registration.model())
        .with("version", registration.version())
        .with("run_id", registration.runId())
        .with("algorithm", registration.algorithm())
        .with("model_sha256", registration.modelSha256());
  }

  /// The training ends with its registration; a scheduled one of the same data, configuration and
  /// code has nothing to do.
  private void rememberTraining() throws IOException {
    JsonNode loaded = Json.read(run.folder().resolve("load-data/result.json"), JsonNode.class);
    LastTraining.of(run, loaded.path("input_sha256").asText(), outcomes()).write(run.folder());
  }

  /// Digest of the past predictions and outcomes that were used, if any were.
  private String outcomes() {
    Path added = run.folder().resolve(AddedOutcomes.FILE);
    return Files.exists(added) ? Json.read(added, AddedOutcomes.class).knownSha256() : "";
  }
}
