package io.churnflow.contracts.monitoring;

import io.churnflow.contracts.Estimate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How one arm of a batch has done.
///
/// @param arm `production`, or a challenger's alias
/// @param version of the model
/// @param rows how many customers it scored
/// @param labelled of them, those whose outcome is known
/// @param positives of these, those who have left
/// @param realised metrics of the labelled customers by name, with 95 % intervals; empty unless
///   there are enough
public record ArmPerformance(
    String arm,
    int version,
    long rows,
    long labelled,
    long positives,
    Map<String, Estimate> realised) {

  public ArmPerformance {
    realised = Collections.unmodifiableMap(new LinkedHashMap<>(realised));
  }
}
