package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.runtime.TableBatch;

/// No more cells are missing than the contract allows.
final class MissingRule implements Rule {
  private final ColumnContract contract;
  private long missing;

  MissingRule(ColumnContract contract) {
    this.contract = contract;
  }

  @Override
  public void add(TableBatch batch, long before) {
    Column column = batch.table().column(contract.name());
    missing +=
        switch (column) {
          case NumberColumn numbers -> count(numbers.values());
          case CategoryColumn categories -> count(categories.codes());
          case TextColumn texts -> 0;
        };
  }

  private static long count(double[] values) {
    long count = 0;
    for (double value : values) {
      count += Double.isNaN(value) ? 1 : 0;
    }
    return count;
  }

  private static long count(int[] codes) {
    long count = 0;
    for (int code : codes) {
      count += code == CategoryColumn.MISSING ? 1 : 0;
    }
    return count;
  }

  @Override
  public Check check(long rows, RowNumbers numbers) {
    long allowed = (long) Math.floor(contract.missing() * rows);
    String expected =
        "at most %d of %d cells missing (a share of %s)"
            .formatted(allowed, rows, contract.missing());
    return Demand.of(contract, "missing cells", expected)
        .ofCells(missing, rows, allowed, "%d missing".formatted(missing));
  }
}
