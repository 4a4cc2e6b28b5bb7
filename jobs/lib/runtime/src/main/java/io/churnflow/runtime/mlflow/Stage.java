package io.churnflow.runtime.mlflow;

/// MLflow's legacy stages, a one-way mirror of the aliases.
public enum Stage {
  STAGING("Staging"),
  PRODUCTION("Production"),
  ARCHIVED("Archived");

  private final String label;

  Stage(String label) {
    this.label = label;
  }

  /// The name in the registry.
  public String label() {
    return label;
  }
}
