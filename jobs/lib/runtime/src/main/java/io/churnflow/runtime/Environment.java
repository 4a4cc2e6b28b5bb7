package io.churnflow.runtime;

import java.util.Map;
import java.util.Optional;

/// The process's environment variables, handed in so that tests can set them. An empty variable
/// counts as unset.
///
/// @param variables by name
public record Environment(Map<String, String> variables) {
  /// Every variable of ours begins with this.
  public static final String PREFIX = "CHURNFLOW_";

  public Environment {
    variables = Map.copyOf(variables);
  }

  /// This process's.
  public static Environment ofProcess() {
    return new Environment(System.getenv());
  }

  /// The variable's value, if it is set to something.
  public Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /// The variable that an option of this name stands for: `run-id` is `CHURNFLOW_RUN_ID`.
  static String variableOf(String option) {
    return PREFIX + option.replace('-', '_').toUpperCase(java.util.Locale.ROOT);
  }
}
