package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.ColumnType;
import io.churnflow.contracts.pipeline.CrossColumnRule;
import io.churnflow.runtime.TableBatch;

/// A column's cell is given where another's is, or, where that is a boolean, is true.
final class RequiredIfRule implements CrossRule {
  private final CrossColumnRule asked;
  private final boolean ifTrue;
  private final Breaches breaches = new Breaches();

  RequiredIfRule(CrossColumnRule asked, ColumnContract other) {
    this.asked = asked;
    this.ifTrue = other.type() == ColumnType.BOOLEAN;
  }

  @Override
  public CrossColumnRule asked() {
    return asked;
  }

  @Override
  public Demand demand() {
    String when = asked.other() + (ifTrue ? " is true" : " is given");
    return demand("required if " + asked.other(), "a value where " + when);
  }

  @Override
  public Breaches breaches() {
    return breaches;
  }

  @Override
  public void add(TableBatch batch, long before) {
    Column column = batch.table().column(asked.column());
    Column other = batch.table().column(asked.other());
    for (int row = 0; row < batch.rows(); row++) {
      if (column.isMissing(row) && needed(other, row)) {
        breaches.add(before + row, () -> "an empty cell");
      }
    }
  }

  private boolean needed(Column other, int row) {
    return ifTrue && other instanceof NumberColumn flags
        ? flags.values()[row] == 1
        : !other.isMissing(row);
  }
}
