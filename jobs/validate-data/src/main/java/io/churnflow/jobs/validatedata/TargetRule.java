package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.pipeline.ShownValue;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.runtime.TableBatch;
import java.util.List;

/// Every row has one of the target's two values, and both occur.
final class TargetRule {
  private final Target target;
  private final Breaches breaches = new Breaches();
  private boolean anyPositive;
  private boolean anyNegative;

  TargetRule(Target target) {
    this.target = target;
  }

  void add(TableBatch batch, long before) {
    CategoryColumn labels = (CategoryColumn) batch.table().column(target.column());
    int positive = labels.dictionary().indexOf(target.positive());
    int negative = labels.dictionary().indexOf(target.negative());
    int[] codes = labels.codes();
    for (int row = 0; row < codes.length; row++) {
      int code = codes[row];
      if (code != CategoryColumn.MISSING && code == positive) {
        anyPositive = true;
      } else if (code != CategoryColumn.MISSING && code == negative) {
        anyNegative = true;
      } else {
        breaches.add(
            before + row,
            () ->
                code == CategoryColumn.MISSING
                    ? "an empty cell"
                    : ShownValue.quoted(labels.dictionary().get(code)));
      }
    }
  }

  List<Check> checks(long rows, RowNumbers numbers) {
    String either = "'%s' or '%s'".formatted(target.positive(), target.negative());
    return List.of(
        Demand.error(target.column(), "target values", either).of(breaches, rows, 0, numbers),
        occurs(target.positive(), anyPositive),
        occurs(target.negative(), anyNegative));
  }

  private Check occurs(String value, boolean found) {
    String expected =
        "rows of both classes, '%s' and '%s'".formatted(target.positive(), target.negative());
    return Demand.error(target.column(), "both classes", expected)
        .ofTable(found, found ? "" : "no row with '%s'".formatted(value));
  }
}
