package io.churnflow.learning.evaluation;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Rows with cells of a column that other rows have: each pair of a row and a cell once, however
/// often it is dealt, and no row with what it has anyway.
final class DealtCells {
  /// The place of a row that was dealt its own cell.
  static final int OWN = -1;

  private final Column column;
  private final int[] cells;
  private final Map<Long, Integer> places = new HashMap<>();
  private int[] rows = new int[16];
  private int[] donors = new int[16];

  DealtCells(Column column) {
    this.column = column;
    this.cells = numbered(column);
  }

  /// Equal cells have equal numbers, from 0.
  private static int[] numbered(Column column) {
    Map<Object, Integer> numbers = new HashMap<>();
    int[] cells = new int[column.size()];
    for (int row = 0; row < cells.length; row++) {
      cells[row] = numbers.computeIfAbsent(cell(column, row), unseen -> numbers.size());
    }
    return cells;
  }

  private static Object cell(Column column, int row) {
    return switch (column) {
      case NumberColumn numbers -> numbers.values()[row];
      case CategoryColumn categories -> categories.codes()[row];
      case TextColumn texts -> texts.texts()[row];
    };
  }

  /// Deals each row the cell of another.
  ///
  /// @param order `[rows]`, whose cell a row gets
  /// @return the rows' places in [#table], or [#OWN]
  int[] deal(int[] order) {
    int[] dealt = new int[order.length];
    for (int row = 0; row < order.length; row++) {
      dealt[row] = cells[row] == cells[order[row]] ? OWN : place(row, order[row]);
    }
    return dealt;
  }

  private int place(int row, int donor) {
    long pair = (long) row * cells.length + cells[donor];
    Integer known = places.get(pair);
    if (known != null) {
      return known;
    }
    int place = places.size();
    places.put(pair, place);
    if (place == rows.length) {
      rows = Arrays.copyOf(rows, 2 * place);
      donors = Arrays.copyOf(donors, 2 * place);
    }
    rows[place] = row;
    donors[place] = donor;
    return place;
  }

  /// The rows of a table with the cells that they have been dealt until now.
  Table table(Table whole) {
    Column dealt = column.select(Arrays.copyOf(donors, places.size()));
    Table chosen = whole.select(Arrays.copyOf(rows, places.size()));
    return new Table(
        chosen.columns().stream()
            .map(other -> other.name().equals(dealt.name()) ? dealt : other)
            .toList(),
        chosen.rows());
  }
}
