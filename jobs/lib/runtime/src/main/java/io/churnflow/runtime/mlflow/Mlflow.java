package io.churnflow.runtime.mlflow;

import io.churnflow.runtime.RunOptions;
import java.util.Map;
import java.util.function.Function;

/// The MLflow server as one job uses it: one budget of time, from opening on.
public final class Mlflow {
  private final MlflowSettings settings;
  private final Budget budget;
  private final Http http;
  private final Turn turn;

  private Mlflow(MlflowSettings settings, Function<Budget, Turn> turn) {
    this.settings = settings;
    this.budget = new Budget(settings.timeout());
    this.http = new Http(settings, budget);
    this.turn = turn.apply(budget);
  }

  /// Opens the server that a job's environment names; nothing is sent yet. What other tries of the
  /// job create at the same time is not created twice.
  public static Mlflow open(RunOptions run) {
    return open(run, MlflowSettings.of(run.environment().variables()));
  }

  static Mlflow open(RunOptions run, MlflowSettings settings) {
    return new Mlflow(settings, budget -> Turn.in(run.folder().path(), budget));
  }

  /// Opens the server that the environment names, for nobody else's run; nothing is sent yet.
  public static Mlflow open(Map<String, String> environment) {
    return open(MlflowSettings.of(environment));
  }

  static Mlflow open(MlflowSettings settings) {
    return new Mlflow(settings, Turn::free);
  }

  /// Experiments and runs.
  public Experiments experiments() {
    return new Experiments(budget, http, turn);
  }

  /// Registered models and versions.
  public Registry registry() {
    return new Registry(budget, http);
  }

  /// The models of experiments.
  public LoggedModels loggedModels() {
    return new LoggedModels(budget, http, turn);
  }

  /// The files of runs and models.
  public Artifacts artifacts() {
    return new Artifacts(http);
  }
}
