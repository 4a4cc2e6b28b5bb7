package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a model must measure to be promoted.
///
/// @param metric what is measured
/// @param minimum worst allowed value on the hold-out (the greatest allowed one for losses)
/// @param margin by how much it may be worse than production on rows that neither has trained on
/// @param minimumPositives fewest positives among those rows; with fewer the verdict is
///   inconclusive
public record Gate(
    @JsonProperty(required = true) Metric metric,
    @JsonProperty(required = true) double minimum,
    @JsonProperty(required = true) double margin,
    @JsonProperty(required = true) int minimumPositives) {

  public Gate {
    Checks.given("metric", metric);
    Checks.require(Double.isFinite(minimum) && minimum >= 0, "minimum", "a number from 0", minimum);
    Checks.share("margin", margin);
    Checks.atLeast("minimum_positives", 1, minimumPositives);
  }
}
