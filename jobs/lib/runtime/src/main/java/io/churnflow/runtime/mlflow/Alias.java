package io.churnflow.runtime.mlflow;

/// The names under which the registry keeps the versions that matter. They are the truth; legacy
/// stages follow them.
public enum Alias {
  /// Trained last, waiting for the gate.
  STAGING("staging"),
  /// Scores customers.
  PRODUCTION("production"),
  /// Is tried beside production, where the pipeline file says so.
  CHALLENGER("challenger"),
  /// Was in production before; what a rollback returns to.
  PREVIOUS("previous");

  private final String label;

  Alias(String label) {
    this.label = label;
  }

  /// The name in the registry.
  public String label() {
    return label;
  }
}
