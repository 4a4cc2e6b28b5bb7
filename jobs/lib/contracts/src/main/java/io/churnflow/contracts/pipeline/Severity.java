package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// What becomes of a batch that breaks a rule of the contract.
public enum Severity {
  /// It is refused.
  @JsonProperty("error")
  ERROR,
  /// It is used, and people are told.
  @JsonProperty("warning")
  WARNING;

  /// The severity, an error where none is set.
  static Severity orError(@Nullable Severity set) {
    return set == null ? ERROR : set;
  }
}
