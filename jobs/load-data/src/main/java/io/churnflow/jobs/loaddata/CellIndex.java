package io.churnflow.jobs.loaddata;

import java.util.Arrays;

/// Where the cells of a chunk's records stand, so that each column can be read on its own.
final class CellIndex {
  private final byte[] bytes;

  /// Two places for each cell, by column: reading a column then walks through memory.
  private final int[][] places;

  private int rows;

  /// @param width number of cells of each record
  /// @param delimiter what stands between them
  /// @throws NotPlainException where a record has more or fewer, or a cell is oddly quoted
  CellIndex(Chunk chunk, int width, char delimiter) {
    this.bytes = chunk.bytes();
    this.places = new int[width][1 << 10];
    CellScanner scanner = new CellScanner(chunk, delimiter);
    while (scanner.nextRecord()) {
      addRecord(scanner);
    }
  }

  private void addRecord(CellScanner scanner) {
    int place = 2 * rows;
    int width = places.length;
    if (place == places[0].length) {
      for (int column = 0; column < width; column++) {
        places[column] = Arrays.copyOf(places[column], 2 * place);
      }
    }
    for (int column = 0; column < width; column++) {
      scanner.nextCell();
      places[column][place] = scanner.from();
      places[column][place + 1] = scanner.to();
      if (scanner.isLastOfRecord() != (column == width - 1)) {
        throw new NotPlainException();
      }
    }
    rows++;
  }

  byte[] bytes() {
    return bytes;
  }

  int rows() {
    return rows;
  }

  /// Where the cells of a column begin and end, two places a row.
  int[] places(int column) {
    return places[column];
  }
}
