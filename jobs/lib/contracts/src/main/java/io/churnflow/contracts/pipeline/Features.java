package io.churnflow.contracts.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which contract columns the models see.
///
/// @param exclude names of contract columns that no model sees; none where it is left out
/// @param max most columns of a model, chosen inside the fold by how much each tells of the label;
///   null for all
public record Features(List<String> exclude, @Nullable Integer max) {

  public Features {
    exclude = exclude == null ? List.of() : List.copyOf(exclude);
    Checks.distinct("exclude", exclude);
    Checks.require(max == null || max >= 1, "max", "a whole number from 1", "" + max);
  }
}
