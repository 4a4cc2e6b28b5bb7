package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.pipeline.ColumnContract;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/// The rules for one feature column.
final class ColumnRules {
  private ColumnRules() {}

  /// No more cells are missing than the contract allows.
  static Check missing(ColumnContract contract, Column column) {
    long allowed = (long) Math.floor(contract.missing() * column.size());
    String expected =
        "at most %d of %d cells missing (a share of %s)"
            .formatted(allowed, column.size(), contract.missing());
    Check all = count(contract, "missing cells", expected, column, column::isMissing, row -> "");
    return new Check(
        all.column(),
        all.rule(),
        expected,
        all.count(),
        0,
        "%d missing".formatted(all.count()),
        allowed);
  }

  /// Every number lies within minimum and maximum.
  static Check range(ColumnContract contract, NumberColumn column) {
    Double minimum = contract.minimum();
    Double maximum = contract.maximum();
    double least = minimum == null ? Double.NEGATIVE_INFINITY : minimum;
    double greatest = maximum == null ? Double.POSITIVE_INFINITY : maximum;
    double[] values = column.values();
    return count(
        contract,
        "range",
        "a value from %s to %s"
            .formatted(
                minimum == null ? "any" : plain(minimum), maximum == null ? "any" : plain(maximum)),
        column,
        row -> values[row] < least || values[row] > greatest,
        row -> plain(values[row]));
  }

  /// Every text is one of the contract's categories.
  static Check categories(ColumnContract contract, CategoryColumn column) {
    boolean[] refused = new boolean[column.dictionary().size()];
    for (int code = 0; code < refused.length; code++) {
      refused[code] = !contract.categories().contains(column.dictionary().get(code));
    }
    int[] codes = column.codes();
    return count(
        contract,
        "categories",
        "one of " + contract.categories(),
        column,
        row -> codes[row] != CategoryColumn.MISSING && refused[codes[row]],
        row -> "'" + column.dictionary().get(codes[row]) + "'");
  }

  private static Check count(
      ColumnContract contract,
      String rule,
      String expected,
      Column column,
      IntPredicate breaks,
      IntFunction<String> shown) {
    long count = 0;
    int first = -1;
    for (int row = 0; row < column.size(); row++) {
      if (breaks.test(row)) {
        first = count++ == 0 ? row : first;
      }
    }
    String found =
        first < 0
            ? ""
            : contract.personal() ? "another value (personal, not shown)" : shown.apply(first);
    return new Check(contract.name(), rule, expected, count, first + 1, found, 0);
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
