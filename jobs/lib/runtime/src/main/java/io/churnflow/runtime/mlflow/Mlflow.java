package io.churnflow.runtime.mlflow;

import java.util.Map;

/// The MLflow server as one job uses it: one budget of time, from opening on.
public final class Mlflow {
  private final MlflowSettings settings;
  private final Budget budget;
  private final Http http;

  private Mlflow(MlflowSettings settings) {
    this.settings = settings;
    this.budget = new Budget(settings.timeout());
    this.http = new Http(settings, budget);
  }

  /// Opens the server that the environment names; nothing is sent yet.
  public static Mlflow open(Map<String, String> environment) {
    return open(MlflowSettings.of(environment));
  }

  /// Opens this server; nothing is sent yet.
  public static Mlflow open(MlflowSettings settings) {
    return new Mlflow(settings);
  }

  /// Experiments and runs.
  public Experiments experiments() {
    return new Experiments(budget, http);
  }

  /// Registered models and versions.
  public Registry registry() {
    return new Registry(budget, http);
  }

  /// The models of experiments.
  public LoggedModels loggedModels() {
    return new LoggedModels(budget, http);
  }

  /// The files of runs and models.
  public Artifacts artifacts() {
    return new Artifacts(http);
  }
}
