package io.churnflow.jobs.validatedata;

import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.Utf8Texts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Finds the rows whose id stands in an earlier row.
final class RepeatedIds implements RowRule {
  private final String name;
  private final long[] shared;
  private final Map<String, Long> firstRow = new HashMap<>();
  private final Breaches breaches = new Breaches();

  /// @param shared the hashes that more than one id has, ascending
  RepeatedIds(String name, long[] shared) {
    this.name = name;
    this.shared = shared;
  }

  /// Whether any row can have the id of an earlier one.
  boolean possible() {
    return shared.length > 0;
  }

  @Override
  public Demand demand() {
    return Demand.error(name, "distinct ids", "an id that stands once");
  }

  @Override
  public Breaches breaches() {
    return breaches;
  }

  @Override
  public void add(TableBatch batch, long before) {
    Utf8Texts ids = batch.text(name).orElseThrow();
    for (int row = 0; row < ids.size(); row++) {
      if (Arrays.binarySearch(shared, IdRule.hash(ids, row)) >= 0) {
        Long earlier = firstRow.putIfAbsent(String.valueOf(ids.text(row)), before + row);
        if (earlier != null) {
          breaches.add(before + row, () -> "the id of row %d again".formatted(earlier + 1));
        }
      }
    }
  }
}
