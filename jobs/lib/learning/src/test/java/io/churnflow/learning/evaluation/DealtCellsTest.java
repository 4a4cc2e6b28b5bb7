package io.churnflow.learning.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.learning.Randomness;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DealtCellsTest {
  private static final int ROWS = 300;
  private static final double[] CELLS =
      IntStream.range(0, ROWS)
          .mapToDouble(row -> row % 7 == 0 ? Double.NaN : row * row % 3)
          .toArray();
  private static final double[] IDS = IntStream.range(0, ROWS).asDoubleStream().toArray();
  private static final NumberColumn COLUMN =
      new NumberColumn("cell", NumberColumn.Kind.NUMBER, CELLS);
  private static final Table TABLE =
      new Table(List.of(new NumberColumn("id", NumberColumn.Kind.NUMBER, IDS), COLUMN), ROWS);

  @Test
  void everyRowGetsTheCellThatItWasDealt() {
    DealtCells cells = new DealtCells(COLUMN);
    List<int[]> orders = List.of(shuffled(1), shuffled(2), shuffled(3));
    List<int[]> places = orders.stream().map(cells::deal).toList();

    Table dealt = cells.table(TABLE);
    double[] ids = ((NumberColumn) dealt.column("id")).values();
    double[] found = ((NumberColumn) dealt.column("cell")).values();
    for (int deal = 0; deal < orders.size(); deal++) {
      for (int row = 0; row < ROWS; row++) {
        double expected = CELLS[orders.get(deal)[row]];
        int place = places.get(deal)[row];
        assertEquals(expected, place == DealtCells.OWN ? CELLS[row] : found[place]);
        assertTrue(place == DealtCells.OWN || ids[place] == row);
      }
    }
  }

  @Test
  void aRowIsThereOnceWithEachOtherCell() {
    DealtCells cells = new DealtCells(COLUMN);
    IntStream.range(0, 50).forEach(seed -> cells.deal(shuffled(seed)));

    // Numbers 0 and 1, or missing: two others a row.
    assertEquals(2 * ROWS, cells.table(TABLE).rows());
  }

  private static int[] shuffled(long seed) {
    int[] order = IntStream.range(0, ROWS).toArray();
    new Randomness(seed).shuffle(order);
    return order;
  }
}
