package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// How many rows may equal an earlier one in everything but the id.
///
/// @param share of the rows, from 0 to 1
/// @param severity what becomes of a batch with more; null for an error
public record DuplicateLimit(
    double share, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Severity severity) {

  public DuplicateLimit {
    Checks.share("share", share);
  }

  /// What becomes of a batch with more.
  public Severity severityOfRule() {
    return Severity.orError(severity);
  }
}
