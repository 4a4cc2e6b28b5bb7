package io.churnflow.jobs.validatedata;

import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.Utf8Texts;

/// No id stands twice.
///
/// Of each id 8 bytes of hash are kept. Only where two ids share one are the ids themselves looked
/// at, by [RepeatedIds] in a second reading of the table.
final class IdRule {
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private final String name;
  private final RowHashList hashes = new RowHashList();

  IdRule(String name) {
    this.name = name;
  }

  void add(TableBatch batch) {
    Utf8Texts ids = batch.text(name).orElseThrow();
    for (int row = 0; row < ids.size(); row++) {
      hashes.add(hash(ids, row));
    }
  }

  /// FNV-1a, 64 bits.
  static long hash(Utf8Texts ids, int row) {
    byte[] bytes = ids.bytes();
    long hash = FNV_OFFSET;
    for (int place = ids.start(row); place < ids.end(row); place++) {
      hash = (hash ^ bytes[place] & 0xFF) * FNV_PRIME;
    }
    return hash;
  }

  /// The rule for a reading of the same table from its beginning; to be asked once all of it has
  /// been given.
  ///
  /// @param numbers the rows' numbers in the input
  RepeatedIds.Shared shared(RowNumbers numbers) {
    return new RepeatedIds.Shared(name, hashes.repeated(), numbers);
  }
}
