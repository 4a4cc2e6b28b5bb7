package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the cells of two columns of a row must be to each other.
///
/// @param rule which of the rules there are
/// @param column the column that the rule is about
/// @param other the column that it is compared with, or that decides whether it is needed
/// @param share of the rows that may break the rule, from 0 to 1
/// @param severity what becomes of a batch that breaks it; null for an error
public record CrossColumnRule(
    @JsonProperty(required = true) Kind rule,
    @JsonProperty(required = true) String column,
    @JsonProperty(required = true) String other,
    double share,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Severity severity) {

  /// The rules that there are.
  public enum Kind {
    /// Where both cells are given, the column's is at most the other's.
    @JsonProperty("at_most")
    AT_MOST,
    /// The column's cell is given where the other's is, or, where the other is a boolean, is true.
    @JsonProperty("required_if")
    REQUIRED_IF
  }

  public CrossColumnRule {
    Checks.text("column", column);
    Checks.text("other", other);
    Checks.require(!column.equals(other), "other", "another column than column", other);
    Checks.share("share", share);
  }

  /// What becomes of a batch that breaks it.
  public Severity severityOfRule() {
    return Severity.orError(severity);
  }

  /// Checks that the columns are there, and can be compared.
  ///
  /// @param place where the rule stands in the file
  void requireFit(String place, List<ColumnContract> columns) {
    ColumnContract one = find(place + ".column", column, columns);
    ColumnContract two = find(place + ".other", other, columns);
    boolean comparable =
        kind(one) != ColumnType.CATEGORY
            && kind(one) != ColumnType.BOOLEAN
            && kind(one) == kind(two);
    Checks.require(
        rule != Kind.AT_MOST || comparable,
        place + ".other",
        "two columns of numbers, or two of timestamps",
        "'%s' of type %s and '%s' of type %s".formatted(column, one.type(), other, two.type()));
  }

  private static ColumnType kind(ColumnContract column) {
    return column.type() == ColumnType.INTEGER ? ColumnType.NUMBER : column.type();
  }

  private static ColumnContract find(String field, String name, List<ColumnContract> columns) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "%s: expected a column of the contract, found '%s'".formatted(field, name)));
  }
}
