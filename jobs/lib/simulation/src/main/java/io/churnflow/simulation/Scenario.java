package io.churnflow.simulation;

import io.churnflow.contracts.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Months of customers. Each month has customers of its own, those whose contract comes up in it;
/// month 0 is what the company knows at the beginning.
///
/// @param seed of all chance: the same scenario gives the same customers anywhere
/// @param changes from which month on, at least 1, which change has set in
public record Scenario(long seed, Map<PlannedChange, Integer> changes) {

  /// @throws IllegalArgumentException for a month before the first
  public Scenario {
    changes.forEach((change, month) -> {
      if (month < 1) {
        throw new IllegalArgumentException(
            "%s: expected a month from 1 on, found %d".formatted(change.label(), month));
      }
    });
    changes = Map.copyOf(changes);
  }

  /// What has set in by a month, in the order in which changes are listed.
  public Set<PlannedChange> setIn(int month) {
    Set<PlannedChange> set = new TreeSet<>();
    changes.forEach((change, from) -> {
      if (month >= from) {
        set.add(change);
      }
    });
    return set;
  }

  /// A month's customers, the target among the columns.
  ///
  /// @param month from 0
  /// @param rows at least 1
  public Month month(int month, int rows) {
    Population population = new Population(setIn(month));
    List<Customer> customers =
        IntStream.range(0, rows)
            .parallel()
            .mapToObj(row -> population.draw(Draws.of(seed, month, row)))
            .toList();
    double[] risks = customers.stream().mapToDouble(Customer::risk).toArray();
    return new Month(CustomerTable.of(month, customers), risks);
  }

  /// Customers and the truth about them.
  ///
  /// @param table id, features and target
  /// @param risks the probabilities by which the target was drawn, one a row
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied
  public record Month(Table table, double[] risks) {}
}
