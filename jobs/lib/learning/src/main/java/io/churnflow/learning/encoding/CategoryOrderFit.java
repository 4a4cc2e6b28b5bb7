package io.churnflow.learning.encoding;

import io.churnflow.contracts.CategoryColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Orders the categories of a column by their smoothed churn rate ([LevelRates]).
///
/// Missing and unseen take part with their own rows, of which unseen has none, so that it lands at
/// the rate of all rows. Equal rates: known categories by name, then missing, then unseen.
final class CategoryOrderFit {
  private record Level(int code, String text, int rows, double rate) {}

  private CategoryOrderFit() {}

  /// @param chosen the training rows
  /// @param labels 1 or 0 for every row of the column
  static CategoryOrder fit(CategoryColumn column, int[] chosen, byte[] labels) {
    List<Level> levels = levels(column, chosen, labels);
    List<Level> known = levels.stream().filter(level -> level.code >= 0).toList();
    return new CategoryOrder(
        column.name(),
        known.stream().map(Level::text).toList(),
        place(levels, -1),
        place(levels, -2),
        CategorySets.of(levels.stream().map(level -> level.rows > 0).toList()));
  }

  private static int place(List<Level> levels, int code) {
    return IntStream.range(0, levels.size())
        .filter(place -> levels.get(place).code == code)
        .findFirst()
        .orElseThrow();
  }

  /// Known categories with at least one row, missing (-1) and unseen (-2), in their order.
  private static List<Level> levels(CategoryColumn column, int[] chosen, byte[] labels) {
    int known = column.dictionary().size();
    LevelRates rates = new LevelRates(known + 2);
    int empty = column.dictionary().indexOf("");
    for (int row : chosen) {
      int code = column.codes()[row];
      rates.add(code == CategoryColumn.MISSING || code == empty ? known : code, labels[row]);
    }
    List<Level> levels = new ArrayList<>();
    for (int code = 0; code < known; code++) {
      if (rates.rows(code) > 0) {
        levels.add(
            new Level(code, column.dictionary().get(code), rates.rows(code), rates.rate(code)));
      }
    }
    levels.sort(Comparator.comparing(Level::text));
    levels.add(new Level(-1, "", rates.rows(known), rates.rate(known)));
    levels.add(new Level(-2, "", 0, rates.rate(known + 1)));
    levels.sort(Comparator.comparingDouble(Level::rate));
    return levels;
  }
}
