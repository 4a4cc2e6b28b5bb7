package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What predictions must measure in the field; worse is a reason to train again.
///
/// @param metric what is measured
/// @param minimum worst allowed value (the greatest allowed one for losses)
/// @param estimated whether a batch without outcomes is held against it by its estimate
public record PerformanceBound(
    @JsonProperty(required = true) Metric metric,
    @JsonProperty(required = true) double minimum,
    boolean estimated) {

  public PerformanceBound {
    Checks.given("metric", metric);
    Checks.require(Double.isFinite(minimum) && minimum >= 0, "minimum", "a number from 0", minimum);
  }
}
