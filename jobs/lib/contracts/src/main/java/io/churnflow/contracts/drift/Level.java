package io.churnflow.contracts.drift;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far data have moved from a reference, in ascending order.
public enum Level {
  /// No change that matters.
  @JsonProperty("stable")
  STABLE,
  /// Too few rows to say: what looks like a change may be chance.
  @JsonProperty("undecided")
  UNDECIDED,
  /// A change to keep an eye on.
  @JsonProperty("watch")
  WATCH,
  /// A change to do something about.
  @JsonProperty("act")
  ACT;

  /// The higher one.
  public Level or(Level other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /// Whether it is a change that chance does not explain.
  public boolean isDrift() {
    return this == WATCH || this == ACT;
  }
}
