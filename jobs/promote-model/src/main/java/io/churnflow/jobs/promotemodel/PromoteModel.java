package io.churnflow.jobs.promotemodel;

import io.churnflow.contracts.Decision;
import io.churnflow.contracts.Verdict;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Option;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.mlflow.Mlflow;
import java.io.IOException;
import java.util.Optional;

/// Decides which version scores customers: measures a candidate against production, moves the
/// aliases, or moves them back. Every decision is recorded on the version.
public final class PromoteModel implements Job {
  static final String STEP = "promote-model";

  private final Options options =
      new Options(
          "promote-model", "Gates, promotes and rolls back versions of the registered model.");
  private final RunOptions run = options.run();

  private final Option<Action> action =
      options.option(
          "--action",
          Action.GATE,
          "gate (measure, decide), promote (carry out), refuse (record), rollback, challenge (give the alias challenger), withdraw (take it away).");
  private final Option<String> candidate =
      options.optional(
          "--candidate-version",
          String.class,
          "Version to consider; default: the one that the alias staging names.");
  private final Option<String> approvedBy =
      options.option("--approved-by", "unknown", "Who decided: a user name, or automatic.");
  private final Option<String> reason = options.optional("--reason", String.class, "Why.");
  private final Option<String> overrideReason =
      options.optional(
          "--override-reason",
          String.class,
          "Why a version is promoted that the gate did not pass, at most %d characters; needs --override-by."
              .formatted(Overruling.LONGEST_REASON));
  private final Option<String> overrideBy =
      options.optional("--override-by", String.class, "The person who overrules the gate.");

  public static void main(String[] args) {
    Job.main(new PromoteModel(), args);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Outcome call() throws Exception {
    Mlflow mlflow = Mlflow.open(run);
    Request request =
        new Request(
            run,
            mlflow,
            candidateVersion(),
            new Author(approvedBy.value(), reason.given().orElse("")),
            overruling());
    return switch (action.value()) {
      case GATE -> gate(GateRun.of(request));
      case PROMOTE -> decide(Action.PROMOTE, Promotion.of(request));
      case REFUSE -> decide(Action.REFUSE, Refusal.of(request));
      case ROLLBACK -> decide(Action.ROLLBACK, Rollback.of(request));
      case CHALLENGE -> decide(Action.CHALLENGE, Challenge.begun(request));
      case WITHDRAW -> decide(Action.WITHDRAW, Challenge.ended(request));
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
    if (decision.difference() != null) {
      result = result.with("difference", decision.difference());
    }
    result = with(result, "production_version", decision.productionVersion());
    result = with(result, "previous_version", decision.previousVersion());
    result = with(result, "override", decision.override());
    return decision.verdict() == Verdict.PASSED || decision.override() != null
        ? result
        : result.with("status", "refused");
  }

  private Optional<Overruling> overruling() {
    String why = overrideReason.given().orElse("");
    if (why.isBlank()) {
      return Optional.empty();
    }
    String by = overrideBy.given().orElse("");
    require(overrideReason, () -> Overruling.requireReason(why));
    require(overrideBy, () -> Overruling.requirePerson(by));
    return Optional.of(new Overruling(by, why));
  }

  private static void require(Option<String> option, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException wrong) {
      throw option.refuse(String.valueOf(wrong.getMessage()));
    }
  }

  private static Result with(
      Result result, String field, @org.jspecify.annotations.Nullable Object value) {
    return value == null ? result : result.with(field, value);
  }

  private int candidateVersion() {
    String version = candidate.given().map(String::strip).orElse("");
    if (version.isEmpty()) {
      return Request.STAGING;
    }
    if (!version.matches("[1-9][0-9]{0,8}")) {
      throw candidate.refuse("expected a version number, found '%s'".formatted(version));
    }
    return Integer.parseInt(version);
  }
}
