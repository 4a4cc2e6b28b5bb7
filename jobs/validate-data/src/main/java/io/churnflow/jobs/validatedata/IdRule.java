package io.churnflow.jobs.validatedata;

import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.Utf8Texts;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// No id stands twice.
///
/// Of each id 8 bytes of hash are kept. Only where two ids share one are the ids themselves looked
/// at, in a second reading of the table.
final class IdRule {
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private final String name;
  private long[] hashes = new long[1 << 10];
  private int size;

  IdRule(String name) {
    this.name = name;
  }

  void add(TableBatch batch) {
    Utf8Texts ids = ids(batch);
    if (size + ids.size() > hashes.length) {
      int longer = (int) Math.min(Integer.MAX_VALUE - 8L, 3L * hashes.length / 2);
      hashes = Arrays.copyOf(hashes, Math.max(longer, Math.addExact(size, ids.size())));
    }
    for (int row = 0; row < ids.size(); row++) {
      hashes[size++] = hash(ids, row);
    }
  }

  private Utf8Texts ids(TableBatch batch) {
    return batch.text(name).orElseThrow();
  }

  /// FNV-1a, 64 bits.
  private static long hash(Utf8Texts ids, int row) {
    byte[] bytes = ids.bytes();
    long hash = FNV_OFFSET;
    for (int place = ids.start(row); place < ids.end(row); place++) {
      hash = (hash ^ bytes[place] & 0xFF) * FNV_PRIME;
    }
    return hash;
  }

  /// @param table the same batches again
  Check check(Batches table) throws IOException {
    long[] shared = shared();
    Breaches breaches = new Breaches();
    if (shared.length > 0) {
      Map<String, Long> firstRow = new HashMap<>();
      table.forEach((batch, before) -> look(ids(batch), before, shared, firstRow, breaches));
    }
    return breaches.check(name, "distinct ids", "an id that stands once");
  }

  /// The hashes that more than one id has, ascending.
  private long[] shared() {
    Arrays.sort(hashes, 0, size);
    long[] shared = new long[16];
    int found = 0;
    for (int i = 1; i < size; i++) {
      boolean isNew = found == 0 || shared[found - 1] != hashes[i];
      if (hashes[i] == hashes[i - 1] && isNew) {
        shared = found == shared.length ? Arrays.copyOf(shared, 2 * found) : shared;
        shared[found++] = hashes[i];
      }
    }
    return Arrays.copyOf(shared, found);
  }

  private static void look(
      Utf8Texts ids, long before, long[] shared, Map<String, Long> firstRow, Breaches breaches) {
    for (int row = 0; row < ids.size(); row++) {
      if (Arrays.binarySearch(shared, hash(ids, row)) >= 0) {
        Long earlier = firstRow.putIfAbsent(String.valueOf(ids.text(row)), before + row);
        if (earlier != null) {
          breaches.add(before + row, () -> "the id of row %d again".formatted(earlier + 1));
        }
      }
    }
  }
}
