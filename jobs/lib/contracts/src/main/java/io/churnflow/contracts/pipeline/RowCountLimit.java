package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// How far a batch's number of rows may be from that of the batch before it.
///
/// @param change greatest difference as a share of the batch before, such as 0.5 for half as many
///   to half as many again
/// @param severity what becomes of another batch; null for an error
public record RowCountLimit(
    @JsonProperty(required = true) double change,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Severity severity) {

  public RowCountLimit {
    Checks.require(
        change >= 0 && change < Double.POSITIVE_INFINITY,
        "change",
        "a number of at least 0",
        change);
  }

  /// What becomes of another batch.
  public Severity severityOfRule() {
    return Severity.orError(severity);
  }
}
