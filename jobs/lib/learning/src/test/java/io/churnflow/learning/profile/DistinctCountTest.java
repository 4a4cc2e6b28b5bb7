package io.churnflow.learning.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.SplitMix64;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DistinctCountTest {

  private static long[] hashes(long from, long to) {
    return LongStream.range(from, to).map(value -> SplitMix64.mix(value % 100_000)).toArray();
  }

  @Test
  void countsFew() {
    DistinctCount few =
        DistinctCount.of(hashes(0, 3000)).merge(DistinctCount.of(hashes(2000, 3500)));
    assertTrue(few.isExact());
    assertEquals(3500, few.estimate());
    assertEquals(0, DistinctCount.NONE.estimate());
  }

  @Test
  void estimatesMany() {
    DistinctCount many = DistinctCount.of(hashes(0, 300_000));
    assertFalse(many.isExact());
    // Three standard errors of 1.6 %.
    assertEquals(100_000, many.estimate(), 4800);
  }

  @Test
  void mergingForgetsNothing() {
    DistinctCount merged = DistinctCount.NONE;
    for (long from = 0; from < 300_000; from += 10_000) {
      merged = DistinctCount.of(hashes(from, from + 10_000)).merge(merged);
    }
    assertArrayEquals(DistinctCount.of(hashes(0, 300_000)).least(), merged.least());
  }
}
