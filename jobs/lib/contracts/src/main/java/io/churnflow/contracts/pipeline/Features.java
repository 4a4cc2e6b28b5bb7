package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which contract columns the models see, and what they see of timestamps.
///
/// @param exclude names of contract columns that no model sees; none where it is left out
/// @param max most columns of a model, chosen inside the fold by how much each tells of the label;
///   null for all
/// @param derived columns made of timestamps, which no model sees themselves; none where left out
public record Features(
    List<String> exclude,
    @Nullable Integer max,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DerivedFeature> derived) {

  public Features {
    exclude = exclude == null ? List.of() : List.copyOf(exclude);
    Checks.distinct("exclude", exclude);
    derived = derived == null ? List.of() : List.copyOf(derived);
    Checks.require(max == null || max >= 1, "max", "a whole number from 1", "" + max);
  }
}
