package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How long better parameters are looked for, for each candidate.
///
/// @param trials how many sets of parameters are tried, the file's own first; 0 takes the file's
///   own without a search. A candidate may have a number of its own: [ModelSpec#trials]
/// @param minutes after this long no further trial is begun, which makes the outcome depend on the
///   machine and is said wherever the outcome is
/// @param parts in how many tasks of the DAG the trials are done beside each other, at most as many
///   as any candidate has trials
public record Search(@JsonProperty(required = true) int trials, Integer minutes, Integer parts) {
  private static final int STANDARD_MINUTES = 10;

  public Search {
    checkTrials(trials);
    minutes = minutes == null ? STANDARD_MINUTES : minutes;
    Checks.require(
        minutes >= 1 && minutes <= 1440, "minutes", "a whole number from 1 to 1440", minutes);
    parts = parts == null ? 1 : parts;
    Checks.require(parts >= 1 && parts <= 100, "parts", "a whole number from 1 to 100", parts);
  }

  static void checkTrials(int trials) {
    Checks.require(
        trials >= 0 && trials <= 1000, "trials", "a whole number from 0 to 1000", trials);
  }

  /// No search.
  public static Search none() {
    return new Search(0, STANDARD_MINUTES, 1);
  }
}
