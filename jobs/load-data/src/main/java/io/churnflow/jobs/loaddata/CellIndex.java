package io.churnflow.jobs.loaddata;

import io.churnflow.runtime.csv.CsvRecords;
import java.util.Arrays;

/// Where the cells of a chunk's records stand, so that each column can be read on its own.
final class CellIndex {
  /// Room for so many rows at the beginning.
  private static final int FIRST_ROWS = 1 << 9;

  private final byte[] bytes;

  /// Two places for each cell, by column: reading a column then walks through memory.
  private final int[][] places;

  private int rows;

  /// @param width number of cells of each record
  /// @param delimiter what stands between them
  /// @throws NotPlainException where a record has more or fewer, is too long, or has a cell that is
  ///   oddly quoted
  CellIndex(Chunk chunk, int width, char delimiter) {
    this.bytes = chunk.bytes();
    // Each row has a byte a cell at least, so that wide tables need not begin with room for many.
    int most = (chunk.to() - chunk.from()) / width + 1;
    this.places = new int[width][2 * Math.min(FIRST_ROWS, most)];
    CellScanner scanner = new CellScanner(chunk, delimiter);
    while (scanner.nextRecord()) {
      addRecord(scanner);
    }
  }

  private void addRecord(CellScanner scanner) {
    int begin = scanner.place();
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
    if (scanner.place() - begin > CsvRecords.LONGEST_ROW) {
      throw new NotPlainException();
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
