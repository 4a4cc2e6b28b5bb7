package io.churnflow.contracts.pipeline;

import java.util.List;

/// Which contract columns the models see.
///
/// @param exclude names of contract columns that no model sees; none where it is left out
public record Features(List<String> exclude) {

  public Features {
    exclude = exclude == null ? List.of() : List.copyOf(exclude);
    Checks.distinct("exclude", exclude);
  }
}
