package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a column's cells are.
public enum ColumnType {
  /// A decimal number, with a point.
  @JsonProperty("number")
  NUMBER,
  /// A whole number.
  @JsonProperty("integer")
  INTEGER,
  /// `1`/`0`, `true`/`false` in any case.
  @JsonProperty("boolean")
  BOOLEAN,
  /// A text out of a small set.
  @JsonProperty("category")
  CATEGORY,
  /// A date, or a date and a time.
  @JsonProperty("timestamp")
  TIMESTAMP
}
