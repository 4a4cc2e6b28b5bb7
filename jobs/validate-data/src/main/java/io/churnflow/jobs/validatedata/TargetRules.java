package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.runtime.DataException;
import java.util.ArrayList;
import java.util.List;

/// The rules for the target.
final class TargetRules {
  private TargetRules() {}

  /// Every row has one of the two values, and both occur.
  static List<Check> check(Target target, Column column) {
    if (!(column instanceof CategoryColumn labels)) {
      throw new DataException(
          "column %s: expected the target's texts, found numbers".formatted(target.column()));
    }
    List<Check> checks = new ArrayList<>();
    checks.add(values(target, labels));
    checks.add(occurs(target, labels, target.positive()));
    checks.add(occurs(target, labels, target.negative()));
    return checks;
  }

  private static Check values(Target target, CategoryColumn labels) {
    long count = 0;
    int first = -1;
    for (int row = 0; row < labels.size(); row++) {
      String text = text(labels, row);
      if (!text.equals(target.positive()) && !text.equals(target.negative())) {
        first = count++ == 0 ? row : first;
      }
    }
    String found =
        first < 0
            ? ""
            : labels.isMissing(first) ? "an empty cell" : "'" + text(labels, first) + "'";
    String expected = "'%s' or '%s'".formatted(target.positive(), target.negative());
    return new Check(target.column(), "target values", expected, count, first + 1, found, 0);
  }

  private static Check occurs(Target target, CategoryColumn labels, String value) {
    boolean found = false;
    for (int row = 0; row < labels.size() && !found; row++) {
      found = text(labels, row).equals(value);
    }
    return new Check(
        target.column(),
        "both classes",
        "rows of both classes, '%s' and '%s'".formatted(target.positive(), target.negative()),
        found ? 0 : 1,
        0,
        "no row with '%s'".formatted(value),
        0);
  }

  private static String text(CategoryColumn labels, int row) {
    return labels.isMissing(row) ? "" : labels.dictionary().get(labels.codes()[row]);
  }
}
