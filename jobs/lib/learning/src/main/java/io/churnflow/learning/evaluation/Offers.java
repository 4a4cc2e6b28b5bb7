package io.churnflow.learning.evaluation;

import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.ProfitCurve;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.Amount;
import io.churnflow.contracts.pipeline.Threshold;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an offer to each customer costs, and what it earns where the customer would have left.
///
/// @param cost one a row, from 0
/// @param gain success rate times value of a kept customer, one a row, from 0
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
public record Offers(double[] cost, double[] gain) {

  /// The amounts of a rule `profit` for the rows of a table.
  ///
  /// @throws IllegalArgumentException where a cell is missing or out of range
  public static Offers of(Threshold threshold, Table table) {
    double[] cost = amounts("offer_cost", threshold.offerCost(), table, Double.MAX_VALUE);
    double[] value = amounts("customer_value", threshold.customerValue(), table, Double.MAX_VALUE);
    double[] success = amounts("success_rate", threshold.successRate(), table, 1);
    double[] gain = new double[cost.length];
    for (int row = 0; row < gain.length; row++) {
      gain[row] = success[row] * value[row];
    }
    return new Offers(cost, gain);
  }

  private static double[] amounts(String field, @Nullable Amount given, Table table, double most) {
    Amount amount = Objects.requireNonNull(given, field);
    double[] amounts = new double[table.rows()];
    String column = amount.column();
    double[] cells = column == null ? null : ((NumberColumn) table.column(column)).values();
    for (int row = 0; row < amounts.length; row++) {
      amounts[row] = cells == null ? amount.times() : amount.times() * cells[row];
      if (!(amounts[row] >= 0 && amounts[row] <= most)) {
        throw new IllegalArgumentException(
            "threshold.%s, column %s, row %d: expected an amount from 0 to %s, found %s"
                .formatted(field, column, row + 1, most, amounts[row]));
      }
    }
    return amounts;
  }

  /// What treating the customers above a threshold earns, beside all other shares of them.
  ///
  /// @param labels 1 or 0 a row
  /// @param probabilities one a row
  public ProfitCurve curve(byte[] labels, double[] probabilities, double threshold) {
    return ProfitRanking.of(this, labels, probabilities).curve(threshold);
  }

  /// What treating a customer comes to.
  double profit(int row, byte label) {
    return gain[row] * label - cost[row];
  }
}
