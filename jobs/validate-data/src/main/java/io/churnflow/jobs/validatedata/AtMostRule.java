package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.CrossColumnRule;
import io.churnflow.runtime.TableBatch;

/// Where both cells are given, one column's is at most another's.
final class AtMostRule implements CrossRule {
  private final CrossColumnRule asked;
  private final ColumnContract column;
  private final ColumnContract other;
  private final Breaches breaches = new Breaches();

  AtMostRule(CrossColumnRule asked, ColumnContract column, ColumnContract other) {
    this.asked = asked;
    this.column = column;
    this.other = other;
  }

  @Override
  public CrossColumnRule asked() {
    return asked;
  }

  @Override
  public Demand demand() {
    return demand("at most " + other.name(), "a value of at most " + other.name());
  }

  @Override
  public Breaches breaches() {
    return breaches;
  }

  @Override
  public void add(TableBatch batch, long before) {
    double[] values = values(batch, column);
    double[] limits = values(batch, other);
    for (int row = 0; row < values.length; row++) {
      double value = values[row];
      double limit = limits[row];
      if (value > limit) { // not where either is missing, which is NaN
        breaches.add(
            before + row,
            () ->
                "%s beside %s of %s"
                    .formatted(
                        Numbers.shown(column, value), other.name(), Numbers.shown(other, limit)));
      }
    }
  }

  private static double[] values(TableBatch batch, ColumnContract column) {
    return ((NumberColumn) batch.table().column(column.name())).values();
  }
}
