package io.churnflow.learning.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Columns that equal another one in every cell.
final class Copies {
  private Copies() {}

  /// Groups of equal columns, each by name in the table's order; constant ones are no copies.
  static List<List<String>> of(TableTally tally, List<ColumnProfile> columns) {
    Map<Long, List<String>> byCells = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).distinct() > 1) {
        byCells
            .computeIfAbsent(tally.columns().get(i).fingerprint(), unused -> new ArrayList<>())
            .add(columns.get(i).name());
      }
    }
    return byCells.values().stream().filter(group -> group.size() > 1).map(List::copyOf).toList();
  }
}
