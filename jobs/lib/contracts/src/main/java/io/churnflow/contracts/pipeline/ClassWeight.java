package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether rows of the rarer class weigh more in a fit.
public enum ClassWeight {
  /// Every row weighs the same.
  @JsonProperty("none")
  NONE,
  /// Both classes weigh the same in all. The published probability is corrected for it.
  @JsonProperty("balanced")
  BALANCED
}
