package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How the decision threshold is chosen from out-of-fold predictions.
///
/// @param rule the rule's name
public record Threshold(@JsonProperty(required = true) Rule rule) {

  /// The rules.
  public enum Rule {
    /// The threshold with the highest F1 of the positive class.
    @JsonProperty("best_f1")
    BEST_F1
  }
}
