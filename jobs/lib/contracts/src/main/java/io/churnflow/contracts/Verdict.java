package io.churnflow.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What the gate says of a version.
public enum Verdict {
  /// May go into production.
  @JsonProperty("passed")
  PASSED,
  /// Measures too badly.
  @JsonProperty("refused")
  REFUSED,
  /// Too few unseen positives to tell; not promoted.
  @JsonProperty("inconclusive")
  INCONCLUSIVE
}
