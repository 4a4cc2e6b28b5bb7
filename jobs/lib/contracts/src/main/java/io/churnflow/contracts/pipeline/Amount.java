package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// An amount a customer: the same for all, or out of a number column.
///
/// @param column the column; null where the amount is the same for all
/// @param times the amount, or what a cell of the column is multiplied with; not negative
public record Amount(@Nullable String column, double times) {

  public Amount {
    Checks.require(
        times >= 0 && Double.isFinite(times), "times or the amount", "a number from 0", times);
  }

  /// For a page: `12`, `monthly_charges`, or `12 times monthly_charges`.
  String words() {
    String number = BigDecimal.valueOf(times).stripTrailingZeros().toPlainString();
    if (column == null) {
      return number;
    }
    return times == 1 ? column : "%s times %s".formatted(number, column);
  }

  /// The same for every customer: a number in the file.
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Amount constant(double amount) {
    return new Amount(null, amount);
  }

  /// A column's cell, times a number: `{column: monthly_charges, times: 12}`.
  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  public static Amount of(
      @JsonProperty(value = "column", required = true) String column,
      @JsonProperty("times") @Nullable Double times) {
    return new Amount(Checks.text("column", column), times == null ? 1 : times);
  }
}
