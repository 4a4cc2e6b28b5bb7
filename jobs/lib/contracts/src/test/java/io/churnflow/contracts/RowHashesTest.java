package io.churnflow.contracts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RowHashesTest {
  @Test
  void findsDistinctAndRepeatedOnesAsCountingDoes() {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      long[] hashes = random.longs(random.nextInt(40), -10, 10).toArray();
      Map<Long, Integer> counts = new TreeMap<>();
      LongStream.of(hashes).forEach(hash -> counts.merge(hash, 1, Integer::sum));
      assertArrayEquals(
          counts.keySet().stream().mapToLong(Long::longValue).toArray(),
          RowHashes.distinct(hashes));
      assertArrayEquals(
          counts.entrySet().stream()
              .filter(count -> count.getValue() > 1)
              .mapToLong(Map.Entry::getKey)
              .toArray(),
          RowHashes.repeated(hashes));
    }
  }

  @Test
  void tellsRowsApartByEveryCell() {
    double[] numbers = {0, -0.0, 1, Double.NaN, 0, 0};
    int[] codes = {0, 0, 0, 0, 1, CategoryColumn.MISSING};
    List<Column> columns =
        List.of(
            new NumberColumn("x", NumberColumn.Kind.NUMBER, numbers),
            new CategoryColumn("y", codes, List.of("a", "b")));
    long[] hashes = RowHashes.of(columns, 6);
    assertEquals(hashes[0], hashes[1]);
    assertEquals(5, RowHashes.distinct(hashes).length);
  }

  @Test
  void balancingByCopiesIsToldFromCustomersWhoAreAlike() {
    // 90 of one class and 10 of the other, each of these nine times.
    assertTrue(new CopiedRows(180, 100, 80, 180).keepTogether());
    assertFalse(new CopiedRows(180, 80, 160, 180).keepTogether());
    assertFalse(new CopiedRows(180, 178, 4, 180).many());
  }
}
