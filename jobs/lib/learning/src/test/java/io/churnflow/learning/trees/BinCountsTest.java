package io.churnflow.learning.trees;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.learning.Randomness;
import io.churnflow.learning.binning.BinnedRows;
import io.churnflow.learning.binning.RowLayout;
import io.churnflow.learning.support.Bins;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BinCountsTest {
  private static final int ROWS = 20_000;
  private static final int WIDTH = 30;
  private static final BinnedRows COLUMNS = Bins.pack(Bins.columns(WIDTH, ROWS), ROWS);
  private static final Bootstrap SAMPLE = Bootstrap.of(ROWS, new Randomness(2));
  private static final byte[] LABELS = labels();
  private static final SampleRecords RECORDS = SampleRecords.of(COLUMNS, LABELS, SAMPLE);

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 60, 3_000, 12_000})
  void countsAsOneWouldByHand(int records) {
    int[] order = {29, 3, 6, 19, 12};
    BinCounts counts = new BinCounts(COLUMNS, SAMPLE.most());
    for (int lanes : new int[] {4, 1, 3}) {
      counts.count(RECORDS, 7, 7 + records, order, 1, lanes);
      for (int lane = 0; lane < lanes; lane++) {
        counts.list(RECORDS, 7, 7 + records, order[1 + lane], lane);
        assertSame(byHand(7, 7 + records, order[1 + lane]), counts);
      }
    }
  }

  @Test
  void countsManyRecordsPieceByPiece() {
    int[] order = {29, 3};
    BinCounts counts = new BinCounts(COLUMNS, Counts.MOST / 500);
    assertTrue(counts.fits(500));
    assertFalse(counts.fits(501));
    for (int place = 0; place < order.length; place++) {
      counts.listWide(RECORDS, 3, 12_000, order, place);
      assertSame(byHand(3, 12_000, order[place]), counts);
    }
  }

  @Test
  void partsRecordsByABinWithoutLosingOne() {
    SampleRecords parted = RECORDS.room();
    RECORDS.partition(parted, 100, 9_000, 29, Bins.above(77));
    long[] before = sorted(RECORDS.words(), 100, 9_000);
    long[] after = sorted(parted.words(), 100, 9_000);
    assertArrayEquals(before, after);
    boolean right = false;
    for (int record = 100; record < 9_000; record++) {
      boolean above = bin(parted, record, 29) > 77;
      assertFalse(right && !above);
      right = above;
    }
  }

  private static void assertSame(int[][] expected, BinCounts found) {
    int size = 0;
    for (int bin = 0; bin < 256; bin++) {
      if (expected[bin][0] > 0) {
        int[] listed = {found.rows[size], found.draws[size], found.positives[size]};
        assertArrayEquals(expected[bin], listed);
        assertTrue(found.bin[size++] == bin);
      }
    }
    assertTrue(size == found.size);
  }

  private static int[][] byHand(int from, int to, int column) {
    int[][] sums = new int[256][3];
    for (int record = from; record < to; record++) {
      long counts = RECORDS.words()[record * RECORDS.stride()];
      int[] own = sums[bin(RECORDS, record, column)];
      own[0] += Counts.rows(counts);
      own[1] += Counts.draws(counts);
      own[2] += Counts.positives(counts);
    }
    return sums;
  }

  private static int bin(SampleRecords records, int record, int column) {
    RowLayout layout = records.layout();
    long word = records.words()[record * records.stride() + 1 + layout.word()[column]];
    return (int) (word >>> layout.shift()[column]) & layout.mask()[column];
  }

  /// The hash of each record, sorted.
  private static long[] sorted(long[] words, int from, int to) {
    int stride = RECORDS.stride();
    long[] hashes = new long[to - from];
    for (int record = from; record < to; record++) {
      int start = record * stride;
      hashes[record - from] = Arrays.hashCode(Arrays.copyOfRange(words, start, start + stride));
    }
    Arrays.sort(hashes);
    return hashes;
  }

  private static byte[] labels() {
    byte[] labels = new byte[ROWS];
    for (int row = 0; row < ROWS; row++) {
      labels[row] = (byte) (row % 3 == 0 ? 1 : 0);
    }
    return labels;
  }
}
