package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// Which rows are held out, and which rows the folds keep together.
///
/// Without a column: those with `hash(salt, id) mod 100 < holdoutPercent`, the same ones in every
/// training. By group: the same of the group's cell, so that a group is on one side whole, and in
/// one fold. By time: the latest rows, and folds are stretches of time.
///
/// @param holdoutPercent from 1 to 90
/// @param salt any text; another salt is another split
/// @param groupColumn a column of the contract such as a household; null for none
/// @param timeColumn a number or timestamp column of the contract, later is greater; null for none
public record Split(
    @JsonProperty(required = true) int holdoutPercent,
    @JsonProperty(required = true) String salt,
    @Nullable String groupColumn,
    @Nullable String timeColumn) {

  public Split {
    Checks.require(
        holdoutPercent >= 1 && holdoutPercent <= 90,
        "holdout_percent",
        "a whole number from 1 to 90",
        holdoutPercent);
    Checks.text("salt", salt);
    Checks.require(
        groupColumn == null || timeColumn == null,
        "group_column and time_column",
        "one of them at most",
        groupColumn + " and " + timeColumn);
  }

  /// A split by id.
  public static Split byId(int holdoutPercent, String salt) {
    return new Split(holdoutPercent, salt, null, null);
  }
}
