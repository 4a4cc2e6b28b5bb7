package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Timestamps;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.ColumnType;
import io.churnflow.runtime.TableBatch;
import java.util.Locale;

/// Every number lies within minimum and maximum, every timestamp within earliest and latest.
final class RangeRule implements Rule {
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
  public void add(TableBatch batch, long before) {
    double[] values = ((NumberColumn) batch.table().column(contract.name())).values();
    for (int row = 0; row < values.length; row++) {
      double value = values[row];
      if (value < least || value > greatest) {
        breaches.add(before + row, () -> contract.personal() ? Check.PERSONAL : shown(value));
      }
    }
  }

  @Override
  public Check check(long rows) {
    String expected = "a value from %s to %s".formatted(orAny(least), orAny(greatest));
    return breaches.check(contract.name(), "range", expected);
  }

  private String orAny(double bound) {
    return Double.isInfinite(bound) ? "any" : shown(bound);
  }

  private String shown(double value) {
    return contract.type() == ColumnType.TIMESTAMP ? Timestamps.text(value) : plain(value);
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
