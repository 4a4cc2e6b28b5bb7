package io.churnflow.contracts.monitoring;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What is said of predictions that are held against the pipeline's bound.
public enum PerformanceVerdict {
  /// Chance explains where the metric is, or it is where it should be.
  @JsonProperty("ok")
  OK,
  /// The whole interval lies on the wrong side of the bound: a reason to train again.
  @JsonProperty("below")
  BELOW,
  /// Nothing to go by: no bound, or too little is known of who has left.
  @JsonProperty("unknown")
  UNKNOWN;

  /// As it stands in files.
  public String word() {
    return switch (this) {
      case OK -> "ok";
      case BELOW -> "below";
      case UNKNOWN -> "unknown";
    };
  }
}
