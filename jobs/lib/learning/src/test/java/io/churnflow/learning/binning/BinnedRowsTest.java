package io.churnflow.learning.binning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.learning.Randomness;
import io.churnflow.learning.binning.RowLayout.Bundle;
import io.churnflow.learning.support.Bins;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BinnedRowsTest {

  @Test
  void keepsEveryBinOfEveryColumn() {
    List<BinnedColumn> columns = Bins.columns(40, 10_000);
    BinnedRows rows = Bins.pack(columns, 10_000);
    for (int column = 0; column < columns.size(); column++) {
      for (int row = 0; row < 10_000; row++) {
        assertEquals(columns.get(column).bins()[row] & 0xff, Bins.bin(rows, row, column));
      }
    }
  }

  @Test
  void putsTheSampleTablesColumnsIntoOneWord() {
    int[] bins = {2, 2, 2, 2, 79, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 4, 256, 256};
    RowLayout layout = RowLayout.of(bins);
    assertEquals(1, layout.stride());
    assertEquals(7, layout.bundles().size());
  }

  @Test
  void bundlesEachColumnOnceInAtMostAByteOfOneWord() {
    Randomness random = new Randomness(5);
    int[] bins = IntStream.range(0, 300).map(column -> 1 + random.nextInt(256)).toArray();
    RowLayout layout = RowLayout.of(bins);
    Set<Integer> seen = new HashSet<>();
    for (Bundle bundle : layout.bundles()) {
      assertTrue(bundle.bits() <= 8 && bundle.shift() + bundle.bits() <= 64);
      for (int column : bundle.columns()) {
        assertTrue(seen.add(column));
        assertEquals(bundle.word(), layout.word()[column]);
        assertTrue(layout.shift()[column] >= bundle.shift());
        assertTrue(layout.mask()[column] >= bins[column] - 1);
      }
    }
    assertEquals(300, seen.size());
  }

  @Test
  void takesColumnsOfOneValue() {
    BinnedRows rows = Bins.pack(List.of(BinnedColumn.of(new double[] {7, 7, 7})), 3);
    assertEquals(1, rows.bins(0));
    assertEquals(0, Bins.bin(rows, 2, 0));
  }
}
