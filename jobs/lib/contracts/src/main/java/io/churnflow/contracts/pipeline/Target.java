package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The column to predict.
///
/// @param column its name in the CSV header
/// @param positive the text of a customer who left
/// @param negative the text of a customer who stayed
public record Target(
    @JsonProperty(required = true) String column,
    @JsonProperty(required = true) String positive,
    @JsonProperty(required = true) String negative) {

  public Target {
    Checks.text("column", column);
    Checks.text("positive", positive);
    Checks.text("negative", negative);
    Checks.require(!positive.equals(negative), "negative", "another text than positive", negative);
  }
}
