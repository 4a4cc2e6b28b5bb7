package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.TextColumn;
import io.churnflow.runtime.DataException;
import java.util.HashMap;
import java.util.Map;

/// The rule for the id.
final class IdRule {
  private IdRule() {}

  /// No id stands twice.
  static Check distinct(String name, Column column) {
    if (!(column instanceof TextColumn ids)) {
      throw new DataException("column %s: expected texts, found %s".formatted(name, column));
    }
    Map<String, Integer> firstRow = new HashMap<>(2 * ids.size());
    long count = 0;
    int first = 0;
    String found = "";
    for (int row = 0; row < ids.size(); row++) {
      Integer earlier = firstRow.putIfAbsent(String.valueOf(ids.values()[row]), row);
      if (earlier != null && count++ == 0) {
        first = row + 1;
        found = "the id of row %d again".formatted(earlier + 1);
      }
    }
    return new Check(name, "distinct ids", "an id that stands once", count, first, found, 0);
  }
}
