package io.churnflow.jobs.promotemodel;

import io.churnflow.contracts.Decision;
import io.churnflow.contracts.Verdict;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.UsageException;
import io.churnflow.runtime.mlflow.Mlflow;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Decides which version scores customers: measures a candidate against production, moves the
/// aliases, or moves them back. Every decision is recorded on the version.
@Command(
    name = "promote-model",
    description = "Gates, promotes and rolls back versions of the registered model.")
public final class PromoteModel implements Job {
  static final String STEP = "promote-model";

  @Mixin private final RunOptions run = new RunOptions();

  @Option(
      names = "--action",
      description = "gate (measure, decide), promote (carry out), refuse (record), rollback.")
  private Action action = Action.GATE;

  @Option(names = "--rollback", description = "The same as --action rollback.")
  private boolean rollback;

  @Option(
      names = "--candidate-version",
      description = "Version to consider; default: the one that the alias staging names.")
  private String candidate = "";

  @Option(names = "--approved-by", description = "Who decided: a user name, or automatic.")
  private String approvedBy = "unknown";

  @Option(names = "--reason", description = "Why.")
  private String reason = "";

  public static void main(String[] args) {
    Job.main(new PromoteModel(), args);
  }

  @Override
  public Outcome call() throws Exception {
    Mlflow mlflow = Mlflow.open(run.environment().variables());
    Request request = new Request(run, mlflow, candidateVersion(), new Author(approvedBy, reason));
    return switch (rollback ? Action.ROLLBACK : action) {
      case GATE -> gate(GateRun.of(request));
      case PROMOTE -> decide(Action.PROMOTE, Promotion.of(request));
      case REFUSE -> decide(Action.REFUSE, Refusal.of(request));
      case ROLLBACK -> decide(Action.ROLLBACK, Rollback.of(request));
    };
  }

  private Outcome gate(GateRun gate) throws Exception {
    Step step = run.step(STEP, Action.GATE.label()).configuredBy(run.pipeline().gate());
    gate.facts().forEach(step::fact);
    return step.publish(output -> report(gate.decide(), output));
  }

  private Outcome decide(Action done, Registrar registrar) throws Exception {
    Step step = run.step(STEP, done.label()).configuredBy(done.label());
    registrar.facts().forEach(step::fact);
    return step.publish(output -> report(registrar.carryOut(), output));
  }

  private static Result report(Decision decision, Output output) throws IOException {
    output.json("decision.json", decision);
    output.note("version", Integer.toString(decision.version()));
    Result result =
        Result.rows(decision.rows())
            .with("model", decision.model())
            .with("version", decision.version())
            .with("verdict", decision.verdict())
            .with("reason", decision.reason());
    result = with(result, "champion_version", decision.championVersion());
    result = with(result, "challenger_metric", decision.challengerMetric());
    result = with(result, "champion_metric", decision.championMetric());
    result = with(result, "production_version", decision.productionVersion());
    result = with(result, "previous_version", decision.previousVersion());
    return decision.verdict() == Verdict.PASSED ? result : result.with("status", "refused");
  }

  private static Result with(
      Result result, String field, @org.jspecify.annotations.Nullable Object value) {
    return value == null ? result : result.with(field, value);
  }

  private int candidateVersion() {
    if (candidate.isBlank()) {
      return Request.STAGING;
    }
    if (!candidate.strip().matches("[1-9][0-9]{0,8}")) {
      throw new UsageException(
          "--candidate-version (or CHURNFLOW_CANDIDATE_VERSION): expected a version number, found '%s'"
              .formatted(candidate));
    }
    return Integer.parseInt(candidate.strip());
  }
}
