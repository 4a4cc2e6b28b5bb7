package io.churnflow.runtime.mlflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is logged of a run in one request. Logged again, the same values at the same time change
/// nothing.
///
/// @param atMillis time of every metric, milliseconds since 1970; fixed, so that a repeat logs the
///   same points
/// @param step of every metric: its place in a series, 0 where there is none
/// @param metrics finite numbers by name
/// @param parameters texts by name; a parameter never changes its value
/// @param tags texts by name
public record Measurement(
    long atMillis,
    long step,
    Map<String, Double> metrics,
    Map<String, String> parameters,
    Map<String, String> tags) {

  public Measurement {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /// What is measured once.
  public Measurement(
      long atMillis,
      Map<String, Double> metrics,
      Map<String, String> parameters,
      Map<String, String> tags) {
    this(atMillis, 0, metrics, parameters, tags);
  }
}
