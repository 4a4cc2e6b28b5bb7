package io.churnflow.learning.evaluation;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.Timestamps;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// Splits the rows of a table by a column: categories each by itself, numbers with few distinct
/// values too, other numbers by quartiles. Missing cells are a slice of their own.
final class Slicer {
  /// Of more categories the rarest are taken together.
  static final int MOST_VALUES = 20;

  private static final int FEW_NUMBERS = 6;
  private static final double[] QUARTILES = {0.25, 0.5, 0.75};
  private static final String MISSING = "missing";

  private Slicer() {}

  /// The slices of a column, each of at least one row; none of free text.
  static List<SliceRows> slices(Column column) {
    return switch (column) {
      case CategoryColumn category -> categories(category);
      case NumberColumn number -> numbers(number);
      case TextColumn text -> List.of();
    };
  }

  /// The most frequent values, in the dictionary's order.
  private static List<SliceRows> categories(CategoryColumn column) {
    List<String> values = column.dictionary();
    int[] counts = new int[values.size()];
    IntStream.of(column.codes()).filter(code -> code >= 0).forEach(code -> counts[code]++);
    int[] frequent =
        IntStream.range(0, counts.length)
            .filter(code -> counts[code] > 0)
            .boxed()
            .sorted((one, other) -> Integer.compare(counts[other], counts[one]))
            .limit(MOST_VALUES)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    int[] groups = new int[counts.length];
    Arrays.fill(groups, frequent.length);
    IntStream.range(0, frequent.length).forEach(group -> groups[frequent[group]] = group);
    List<String> names = new ArrayList<>();
    IntStream.of(frequent).forEach(code -> names.add(values.get(code)));
    names.add("other values");
    return grouped(column, names, row -> groups[column.codes()[row]]);
  }

  private static List<SliceRows> numbers(NumberColumn column) {
    double[] sorted =
        Arrays.stream(column.values()).filter(value -> !Double.isNaN(value)).sorted().toArray();
    double[] distinct = Arrays.stream(sorted).distinct().limit(FEW_NUMBERS + 1L).toArray();
    double[] lasts =
        distinct.length <= FEW_NUMBERS
            ? distinct
            : Arrays.stream(QUARTILES).map(share -> upTo(sorted, share)).distinct().toArray();
    return grouped(
        column, names(column.kind(), sorted, lasts), row -> group(lasts, column.values()[row]));
  }

  /// The greatest value of the lowest share of the rows, so that equal values stay together.
  private static double upTo(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  private static int group(double[] lasts, double value) {
    int group = 0;
    while (group < lasts.length && value > lasts[group]) {
      group++;
    }
    return group;
  }

  /// The least and greatest value that occurs in each bin.
  private static List<String> names(NumberColumn.Kind kind, double[] sorted, double[] lasts) {
    List<String> names = new ArrayList<>();
    int start = 0;
    for (int group = 0; start < sorted.length && group <= lasts.length; group++) {
      int end = start;
      while (end < sorted.length && group(lasts, sorted[end]) == group) {
        end++;
      }
      String least = text(kind, sorted[start]);
      String greatest = text(kind, sorted[end - 1]);
      names.add(least.equals(greatest) ? least : least + " to " + greatest);
      start = end;
    }
    return names;
  }

  private static String text(NumberColumn.Kind kind, double value) {
    return kind == NumberColumn.Kind.TIMESTAMP
        ? Timestamps.text(value)
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static List<SliceRows> grouped(
      Column column, List<String> names, IntUnaryOperator group) {
    List<SliceRows> slices = new ArrayList<>();
    for (int number = 0; number < names.size(); number++) {
      int wanted = number;
      add(
          slices,
          column,
          names.get(number),
          row -> !column.isMissing(row) && group.applyAsInt(row) == wanted);
    }
    add(slices, column, MISSING, column::isMissing);
    return slices;
  }

  private static void add(
      List<SliceRows> slices, Column column, String value, IntPredicate belongs) {
    int[] rows = IntStream.range(0, column.size()).filter(belongs).toArray();
    if (rows.length > 0) {
      slices.add(new SliceRows(column.name(), value, rows));
    }
  }
}
