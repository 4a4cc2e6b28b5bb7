package io.churnflow.learning.drift;

import io.churnflow.contracts.drift.CategoryMarginal;
import io.churnflow.contracts.drift.Marginal;
import io.churnflow.contracts.drift.NumberMarginal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Rows of every single value that a reference or a batch has.
///
/// @param shares rows by value
record LevelCounts(Shares shares) {

  static LevelCounts of(Marginal reference, Marginal batch) {
    Map<Object, Long> first = levels(reference);
    Map<Object, Long> second = levels(batch);
    Set<Object> all = new TreeSet<>(first.keySet());
    all.addAll(second.keySet());
    return new LevelCounts(new Shares(rows(all, first), rows(all, second)));
  }

  private static Map<Object, Long> levels(Marginal marginal) {
    Map<Object, Long> levels = new TreeMap<>();
    switch (marginal) {
      case NumberMarginal numbers -> {
        for (int i = 0; i < numbers.values().length; i++) {
          levels.put(numbers.values()[i], numbers.counts()[i]);
        }
      }
      case CategoryMarginal texts -> levels.putAll(Categories.byText(texts));
    }
    return levels;
  }

  private static long[] rows(Set<Object> all, Map<Object, Long> levels) {
    return all.stream().mapToLong(level -> levels.getOrDefault(level, 0L)).toArray();
  }

  /// How many values there are.
  int size() {
    return shares.reference().length;
  }
}
