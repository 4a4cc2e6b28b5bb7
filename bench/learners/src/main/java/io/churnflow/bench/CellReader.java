package io.churnflow.bench;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gathers one column, cell by cell.
sealed interface CellReader {
  /// Takes the cell of a row (from 0).
  void add(int row, String cell);

  /// What was gathered.
  Column column();

  /// The reader that the first cell asks for.
  static CellReader of(String name, String first, int rows) {
    return first.matches("[-0-9.eE+]*")
        ? new Numbers(name, new double[rows])
        : new Categories(name, new int[rows], new LinkedHashMap<>());
  }

  /// An empty cell is missing.
  @SuppressWarnings("ArrayRecordComponent") // filled in place
  record Numbers(String name, double[] values) implements CellReader {
    @Override
    public void add(int row, String cell) {
      values[row] = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }

    @Override
    public Column column() {
      return new NumberColumn(name, NumberColumn.Kind.NUMBER, values);
    }
  }

  /// Codes in the order of appearance; an empty cell is missing.
  @SuppressWarnings("ArrayRecordComponent") // filled in place
  record Categories(String name, int[] codes, Map<String, Integer> known) implements CellReader {
    @Override
    public void add(int row, String cell) {
      codes[row] =
          cell.isEmpty()
              ? CategoryColumn.MISSING
              : known.computeIfAbsent(cell, text -> known.size());
    }

    @Override
    public Column column() {
      return new CategoryColumn(name, codes, List.copyOf(known.keySet()));
    }
  }
}
