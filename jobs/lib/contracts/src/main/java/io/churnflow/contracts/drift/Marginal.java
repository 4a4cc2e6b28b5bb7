package io.churnflow.contracts.drift;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// The distribution of one column by itself: how many rows hold which value. It has no rows, and
/// nothing of it tells which values stood in one row.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NumberMarginal.class, name = "numbers"),
  @JsonSubTypes.Type(value = CategoryMarginal.class, name = "categories")
})
public sealed interface Marginal permits NumberMarginal, CategoryMarginal {
  /// Rows without a value.
  long missing();

  /// Rows with a value.
  long present();

  /// All rows.
  default long rows() {
    return present() + missing();
  }
}
