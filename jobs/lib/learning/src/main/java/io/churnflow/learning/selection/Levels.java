package io.churnflow.learning.selection;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;
import java.util.Arrays;

/// A column cut into levels: its categories, or up to 16 ranges of its numbers with about equal
/// numbers of rows; missing is a level of its own.
///
/// @param of each row's level, from 0
/// @param count number of levels
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
public record Levels(int[] of, int count) {
  private static final int RANGES = 16;

  /// Cuts a column, by its cells in all rows and by no label.
  public static Levels of(Column column) {
    return switch (column) {
      case CategoryColumn category ->
          new Levels(
              Arrays.stream(category.codes()).map(code -> code + 1).toArray(),
              category.dictionary().size() + 1);
      case NumberColumn number -> of(number.values());
      case TextColumn text -> throw new IllegalArgumentException(text.name() + ": free text");
    };
  }

  private static Levels of(double[] values) {
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    double[] least = new double[RANGES];
    for (int range = 0; range < RANGES && sorted.length > 0; range++) {
      least[range] = sorted[(int) ((long) range * sorted.length / RANGES)];
    }
    double[] edges = sorted.length == 0 ? new double[0] : Arrays.stream(least).distinct().toArray();
    int[] levels = new int[values.length];
    for (int row = 0; row < values.length; row++) {
      if (!Double.isNaN(values[row])) {
        int place = Arrays.binarySearch(edges, values[row]);
        levels[row] = place >= 0 ? place + 1 : -place - 1;
      }
    }
    return new Levels(levels, edges.length + 1);
  }
}
