package io.churnflow.learning.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The ways to part few categories that no cut of their order is: k of them have 2^(k-1) - k.
///
/// One order of a column, by its churn rates, hides what those rates do not tell: where two
/// categories turn another column's effect round, their rates may lie anywhere.
final class CategorySets {
  /// Most categories with rows, a missing cell counted as one: five can be parted in eleven ways
  /// more, six in 26.
  private static final int MOST = 5;

  private CategorySets() {}

  /// All sets, none where there are more categories than [#MOST].
  ///
  /// @param hasRows for each code, in their order, whether training rows have it; a code without
  ///   goes with the one below it, or with the first
  /// @return sets of codes, bit c for code c, of which each has the first code with rows
  static List<Long> of(List<Boolean> hasRows) {
    int[] places = new int[hasRows.size()];
    int size = 0;
    for (int code = 0; code < places.length; code++) {
      size += hasRows.get(code) ? 1 : 0;
      places[code] = Math.max(0, size - 1);
    }
    List<Long> sets = new ArrayList<>();
    if (size <= MOST) {
      for (int set = 1; set < (1 << size) - 1; set += 2) {
        if (!isCut(set)) {
          sets.add(ofCodes(set, places));
        }
      }
    }
    return sets;
  }

  /// Whether a set is the first few places.
  private static boolean isCut(int set) {
    return (set & (set + 1)) == 0;
  }

  /// @param places of each code among those with rows
  private static long ofCodes(int set, int[] places) {
    return IntStream.range(0, places.length)
        .mapToLong(code -> (long) (set >>> places[code] & 1) << code)
        .sum();
  }
}
