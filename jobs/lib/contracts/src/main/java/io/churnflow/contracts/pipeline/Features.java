package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /// The columns that models see: those of the contract that are not excluded, in its order, then
  /// those derived of timestamps.
  List<String> seen(Contract contract) {
    Set<String> excluded = Set.copyOf(exclude);
    return Stream.concat(
            contract.columns().stream()
                .filter(column -> column.type() != ColumnType.TIMESTAMP)
                .map(ColumnContract::name)
                .filter(name -> !excluded.contains(name)),
            derived.stream().map(DerivedFeature::name))
        .toList();
  }

  /// @throws IllegalArgumentException where they exclude or derive from what the contract does not
  ///   have, or leave the models nothing to see
  void requireFit(Contract contract) {
    Set<String> known =
        contract.columns().stream().map(ColumnContract::name).collect(Collectors.toSet());
    Checks.require(
        known.containsAll(exclude), "features.exclude", "columns of the contract", exclude);
    for (int place = 0; place < derived.size(); place++) {
      derived.get(place).requireFit(contract, "features.derived[%d]".formatted(place));
    }
    List<String> seen = seen(contract);
    Checks.require(!seen.isEmpty(), "features", "a column left, or derived of a timestamp", "none");
    Checks.distinct("features.derived and columns", seen);
  }
}
