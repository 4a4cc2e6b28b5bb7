package io.churnflow.jobs.validatedata;

import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.Utf8Texts;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Finds the rows whose id stands in an earlier row.
final class RepeatedIds implements RowRule {
  private final Shared shared;
  private final Map<String, Long> firstRow = new HashMap<>();
  private final Breaches breaches = new Breaches();

  private RepeatedIds(Shared shared) {
    this.shared = shared;
  }

  /// What a first reading has found.
  ///
  /// @param name the id column
  /// @param hashes those that more than one id has, ascending
  /// @param numbers the rows' numbers in the input
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied
  record Shared(String name, long[] hashes, RowNumbers numbers) {

    /// The rule for another reading, from the beginning.
    RepeatedIds rule() {
      return new RepeatedIds(this);
    }

    /// What the table's rows come to.
    ///
    /// @param table the same batches again
    Check check(Batches table, long rows) throws IOException {
      RepeatedIds rule = rule();
      if (hashes.length > 0) {
        table.forEach(rule::add);
      }
      return rule.check(rows, numbers);
    }
  }

  @Override
  public Demand demand() {
    return Demand.error(shared.name(), "distinct ids", "an id that stands once");
  }

  @Override
  public Breaches breaches() {
    return breaches;
  }

  @Override
  public void add(TableBatch batch, long before) {
    Utf8Texts ids = batch.text(shared.name()).orElseThrow();
    for (int row = 0; row < ids.size(); row++) {
      if (Arrays.binarySearch(shared.hashes(), IdRule.hash(ids, row)) >= 0) {
        Long earlier = firstRow.putIfAbsent(String.valueOf(ids.text(row)), before + row);
        if (earlier != null) {
          long number = shared.numbers().of(earlier);
          breaches.add(before + row, () -> "the id of row %d again".formatted(number));
        }
      }
    }
  }
}
