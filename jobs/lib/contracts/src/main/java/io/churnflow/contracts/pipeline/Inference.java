package io.churnflow.contracts.pipeline;

import org.jspecify.annotations.Nullable;

/// Where files for scoring come from, and what is said of each row.
///
/// @param inbox folder under the shared inbox; null for the pipeline's name
/// @param quietSeconds a file is taken once it has not changed for this long
/// @param reasons how many reasons stand beside a prediction, 0 to 5; 3 where it is left out
/// @param quarantine share of a batch's rows that may be put aside instead of scored because they
///   are bad, from 0 to 1; 0 refuses a batch with a bad row
public record Inference(
    @Nullable String inbox, Integer quietSeconds, Integer reasons, double quarantine) {

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
    reasons = reasons == null ? 3 : reasons;
    Checks.require(reasons >= 0 && reasons <= 5, "reasons", "a whole number from 0 to 5", reasons);
    Checks.share("quarantine", quarantine);
  }
}
