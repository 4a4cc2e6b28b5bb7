package io.churnflow.jobs.loaddata;

import java.util.Arrays;

/// Where the cells of a chunk's records stand, so that each column can be read on its own.
final class CellIndex {
  private final byte[] bytes;
  private final int width;
  private int[] places = new int[1 << 13];
  private int cells;

  /// @param width number of cells of each record
  /// @throws NotPlainException where a record has more or fewer, or a cell is oddly quoted
  CellIndex(Chunk chunk, int width) {
    this.bytes = chunk.bytes();
    this.width = width;
    CellScanner scanner = new CellScanner(chunk);
    while (scanner.nextRecord()) {
      addRecord(scanner);
    }
  }

  private void addRecord(CellScanner scanner) {
    if (2 * (cells + width) > places.length) {
      places = Arrays.copyOf(places, Math.max(2 * places.length, 2 * (cells + width)));
    }
    for (int cell = 0; cell < width; cell++) {
      scanner.nextCell();
      places[2 * cells] = scanner.from();
      places[2 * cells + 1] = scanner.to();
      cells++;
      if (scanner.isLastOfRecord() != (cell == width - 1)) {
        throw new NotPlainException();
      }
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int rows() {
    return cells / width;
  }

  /// Where the cell begins.
  int from(int row, int column) {
    return places[2 * (row * width + column)];
  }

  /// Where it ends.
  int to(int row, int column) {
    return places[2 * (row * width + column) + 1];
  }
}
