package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a model's scores become probabilities.
public enum CalibrationChoice {
  /// Whichever of the three has the least cross-validated Brier score; the simpler one where they
  /// differ by no more than noise.
  @JsonProperty("auto")
  AUTO,
  /// The score is the probability.
  @JsonProperty("none")
  NONE,
  /// A logistic function of the score's log odds.
  @JsonProperty("platt")
  PLATT,
  /// A rising line.
  @JsonProperty("isotonic")
  ISOTONIC
}
