package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.runtime.TableBatch;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Every number lies within minimum and maximum.
final class RangeRule implements Rule {
  private final ColumnContract contract;
  private final double least;
  private final double greatest;
  private final Breaches breaches = new Breaches();

  RangeRule(ColumnContract contract) {
    this.contract = contract;
    Double minimum = contract.minimum();
    Double maximum = contract.maximum();
    least = minimum == null ? Double.NEGATIVE_INFINITY : minimum;
    greatest = maximum == null ? Double.POSITIVE_INFINITY : maximum;
  }

  @Override
  public void add(TableBatch batch, long before) {
    double[] values = ((NumberColumn) batch.table().column(contract.name())).values();
    for (int row = 0; row < values.length; row++) {
      double value = values[row];
      if (value < least || value > greatest) {
        breaches.add(before + row, () -> contract.personal() ? Check.PERSONAL : plain(value));
      }
    }
  }

  @Override
  public Check check(long rows) {
    String expected =
        "a value from %s to %s".formatted(orAny(contract.minimum()), orAny(contract.maximum()));
    return breaches.check(contract.name(), "range", expected);
  }

  private static String orAny(@Nullable Double bound) {
    return bound == null ? "any" : plain(bound);
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
