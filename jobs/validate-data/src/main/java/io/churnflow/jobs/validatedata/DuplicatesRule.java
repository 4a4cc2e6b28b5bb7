package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.RowHashes;
import io.churnflow.contracts.pipeline.DuplicateLimit;
import io.churnflow.runtime.TableBatch;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/// No more rows than allowed equal an earlier one in everything but the id.
///
/// Rows are told apart by 64 bits of hash, as where training looks for copies ([RowHashes]).
final class DuplicatesRule {
  private final DuplicateLimit limit;
  private final RowHashList hashes = new RowHashList();

  DuplicatesRule(DuplicateLimit limit) {
    this.limit = limit;
  }

  void add(TableBatch batch) {
    for (long hash : RowHashes.of(batch.table().columns(), batch.rows())) {
      hashes.add(hash);
    }
  }

  /// What the table's rows come to.
  ///
  /// @param table the same batches again
  Check check(Batches table, long rows, RowNumbers numbers) throws IOException {
    Breaches breaches = new Breaches();
    long[] repeated = hashes.repeated();
    if (repeated.length > 0) {
      BitSet seen = new BitSet(repeated.length);
      table.forEach((batch, before) -> look(batch, before, repeated, seen, breaches));
    }
    return new Demand(
            "",
            "duplicates",
            "rows that differ in more than the id (allowed share %s)".formatted(limit.share()),
            limit.severityOfRule())
        .of(breaches, rows, (long) Math.floor(limit.share() * rows), numbers);
  }

  private static void look(
      TableBatch batch, long before, long[] repeated, BitSet seen, Breaches breaches) {
    long[] rows = RowHashes.of(batch.table().columns(), batch.rows());
    for (int row = 0; row < rows.length; row++) {
      int place = Arrays.binarySearch(repeated, rows[row]);
      if (place >= 0 && seen.get(place)) {
        breaches.add(before + row, () -> "the cells of an earlier row again");
      } else if (place >= 0) {
        seen.set(place);
      }
    }
  }
}
