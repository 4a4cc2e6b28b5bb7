package io.churnflow.contracts.pipeline;

import org.jspecify.annotations.Nullable;

/// Where files for scoring come from.
///
/// @param inbox folder under the shared inbox; null for the pipeline's name
/// @param quietSeconds a file is taken once it has not changed for this long
public record Inference(@Nullable String inbox, Integer quietSeconds) {

  public Inference {
    if (inbox != null) {
      Checks.name("inbox", inbox);
    }
    quietSeconds = quietSeconds == null ? 60 : quietSeconds;
    Checks.require(
        quietSeconds >= 0 && quietSeconds <= 86_400,
        "quiet_seconds",
        "a whole number from 0 to 86400",
        quietSeconds);
  }
}
