package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Who lets a model that passed the gate into production.
///
/// @param approval a person or nobody
/// @param approvalTimeoutHours after this many hours without an answer the promotion is refused
public record Promotion(
    @JsonProperty(required = true) Approval approval, Integer approvalTimeoutHours) {

  public Promotion {
    Checks.given("approval", approval);
    approvalTimeoutHours = approvalTimeoutHours == null ? 24 : approvalTimeoutHours;
    Checks.require(
        approvalTimeoutHours >= 1 && approvalTimeoutHours <= 720,
        "approval_timeout_hours",
        "a whole number from 1 to 720",
        approvalTimeoutHours);
  }

  /// Who approves.
  public enum Approval {
    @JsonProperty("automatic")
    AUTOMATIC,
    @JsonProperty("person")
    PERSON
  }
}
