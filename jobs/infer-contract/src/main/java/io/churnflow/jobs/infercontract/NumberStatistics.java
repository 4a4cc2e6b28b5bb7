package io.churnflow.jobs.infercontract;

import io.churnflow.contracts.NumberColumn.Kind;
import io.churnflow.runtime.csv.CellForm;

/// What a column's cells are as numbers with one decimal mark, read as load-data reads them.
final class NumberStatistics {
  private final CellForm numbers;
  private final CellForm wholes;
  private long parsed;
  private long whole;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  NumberStatistics(char decimal) {
    numbers = CellForm.of(Kind.NUMBER, decimal);
    wholes = CellForm.of(Kind.INTEGER, decimal);
  }

  /// @return whether it is one
  boolean add(String text) {
    double value = numbers.parse(text);
    if (Double.isNaN(value)) {
      return false;
    }
    parsed++;
    whole += Double.isNaN(wholes.parse(text)) ? 0 : 1;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    return true;
  }

  /// How many cells are numbers.
  long parsed() {
    return parsed;
  }

  /// Whether all of them are whole ones that load-data takes as such.
  boolean areWhole() {
    return whole == parsed;
  }

  double least() {
    return least;
  }

  double greatest() {
    return greatest;
  }
}
