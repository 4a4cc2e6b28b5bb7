package io.churnflow.learning.trees;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.learning.Workers;
import io.churnflow.learning.binning.BinnedRows;
import io.churnflow.learning.support.Bins;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowOrderTest {
  private static final int ROWS = 200_000;
  private static final BinnedRows COLUMNS = Bins.pack(Bins.columns(7, ROWS), ROWS);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void keepsBothSidesOfASplitAscending(int threads) {
    try (Workers workers = new Workers(threads)) {
      RowOrder order = new RowOrder(COLUMNS, workers);
      order.reset();
      int middle = order.partition(0, ROWS, 6, Bins.above(2));
      assertArrayEquals(rows(row -> bin(row, 6) <= 2), Arrays.copyOf(order.rows, middle));
      int next = order.partition(middle, ROWS, 4, Bins.above(0));
      assertArrayEquals(
          rows(row -> bin(row, 6) > 2 && bin(row, 4) == 0),
          Arrays.copyOfRange(order.rows, middle, next));
      assertArrayEquals(
          rows(row -> bin(row, 6) > 2 && bin(row, 4) > 0),
          Arrays.copyOfRange(order.rows, next, ROWS));
    }
  }

  @Test
  void movesNothingWhereAllRowsGoLeft() {
    try (Workers workers = new Workers(2)) {
      RowOrder order = new RowOrder(COLUMNS, workers);
      order.reset();
      assertEquals(ROWS, order.partition(0, ROWS, 0, Bins.above(0)));
    }
  }

  private static int[] rows(IntPredicate chosen) {
    return IntStream.range(0, ROWS).filter(chosen).toArray();
  }

  private static int bin(int row, int column) {
    return Bins.bin(COLUMNS, row, column);
  }
}
