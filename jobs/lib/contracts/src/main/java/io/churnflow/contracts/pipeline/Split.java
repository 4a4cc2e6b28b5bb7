package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Which rows are held out: those with `hash(salt, id) mod 100 < holdoutPercent`, the same ones in
/// every training.
///
/// @param holdoutPercent from 1 to 90
/// @param salt any text; another salt is another split
public record Split(
    @JsonProperty(required = true) int holdoutPercent, @JsonProperty(required = true) String salt) {

  public Split {
    Checks.require(
        holdoutPercent >= 1 && holdoutPercent <= 90,
        "holdout_percent",
        "a whole number from 1 to 90",
        holdoutPercent);
    Checks.text("salt", salt);
  }
}
