package io.churnflow.contracts.pipeline;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the winner is looked at.
///
/// @param slices contract columns whose values the hold-out is split by; null for those that speak
///   of sex or age, see [#slicesOf]
public record EvaluationSpec(@Nullable List<String> slices) {
  private static final Set<String> SEX_AND_AGE =
      Set.of("sex", "gender", "female", "male", "age", "senior", "elderly");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])");

  public EvaluationSpec {
    slices = slices == null ? null : List.copyOf(slices);
    if (slices != null) {
      Checks.distinct("slices", slices);
    }
  }

  /// The columns to split by: those that were chosen, else those with one of the words sex, gender,
  /// female, male, age, senior or elderly in their names (`senior_citizen`, `AgeGroup`), as far as
  /// their values may stand in reports.
  List<String> slicesOf(Contract contract) {
    return slices == null ? ofSexOrAge(contract, false) : slices;
  }

  /// The columns that would be split by unless they were called personal.
  List<String> withheldOf(Contract contract) {
    return slices == null ? ofSexOrAge(contract, true) : List.of();
  }

  private static List<String> ofSexOrAge(Contract contract, boolean personal) {
    return contract.columns().stream()
        .filter(column -> column.personal() == personal)
        .map(ColumnContract::name)
        .filter(EvaluationSpec::speaksOfSexOrAge)
        .toList();
  }

  private static boolean speaksOfSexOrAge(String name) {
    return BETWEEN_WORDS
        .splitAsStream(name)
        .anyMatch(word -> SEX_AND_AGE.contains(word.toLowerCase(java.util.Locale.ROOT)));
  }

  /// @throws IllegalArgumentException for a column that the contract lacks or calls personal
  void requireFit(Contract contract) {
    for (String slice : slices == null ? List.<String>of() : slices) {
      boolean fits =
          contract.columns().stream()
              .anyMatch(column -> column.name().equals(slice) && !column.personal());
      Checks.require(
          fits, "evaluation.slices", "columns of the contract that are not personal", slice);
    }
  }
}
