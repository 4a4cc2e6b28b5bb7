package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.runtime.TableBatch;

/// Every number lies within minimum and maximum, every timestamp within earliest and latest.
final class RangeRule implements RowRule {
  private final ColumnContract contract;
  private final double least;
  private final double greatest;
  private final Breaches breaches = new Breaches();

  RangeRule(ColumnContract contract) {
    this.contract = contract;
    least = contract.least();
    greatest = contract.greatest();
  }

  @Override
  public Demand demand() {
    String expected = "a value from %s to %s".formatted(orAny(least), orAny(greatest));
    return Demand.of(contract, "range", expected);
  }

  @Override
  public Breaches breaches() {
    return breaches;
  }

  @Override
  public void add(TableBatch batch, long before) {
    double[] values = ((NumberColumn) batch.table().column(contract.name())).values();
    for (int row = 0; row < values.length; row++) {
      double value = values[row];
      if (value < least || value > greatest) {
        breaches.add(before + row, () -> Numbers.shown(contract, value));
      }
    }
  }

  private String orAny(double bound) {
    return Double.isInfinite(bound) ? "any" : Numbers.words(contract, bound);
  }
}
