package io.churnflow.jobs.infercontract;

import io.churnflow.learning.Randomness;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;

/// Rows drawn evenly from a stream of unknown length, in bounded memory (Vitter's algorithm R,
/// 1985). The same seed and rows give the same sample.
final class Sample {
  /// Most rows.
  static final int MOST_ROWS = 20_000;

  /// Most cells, which tables of more than a hundred columns reach first. Those of more than ten
  /// thousand have the fewest rows and more cells: 3.3 million at 16,384 columns.
  static final int MOST_CELLS = 2_000_000;

  private static final int FEWEST_ROWS = 200;
  private static final int LONGEST = 200;

  private final int most;
  private final Randomness random;
  private final List<String[]> rows = new ArrayList<>();
  private long seen;

  /// @param width number of columns
  Sample(int width, long seed) {
    most = Math.clamp(MOST_CELLS / width, FEWEST_ROWS, MOST_ROWS);
    random = new Randomness(seed);
  }

  void add(CSVRecord row) {
    seen++;
    if (rows.size() < most) {
      rows.add(cells(row));
      return;
    }
    long place = Math.floorMod(random.nextLong(), seen);
    if (place < most) {
      rows.set((int) place, cells(row));
    }
  }

  private static String[] cells(CSVRecord row) {
    String[] cells = row.values();
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i].length() > LONGEST ? cells[i].substring(0, LONGEST) : cells[i];
    }
    return cells;
  }

  int size() {
    return rows.size();
  }

  /// The cells of a column, long ones cut.
  ///
  /// @param place of the column, from 0
  List<String> column(int place) {
    return rows.stream().map(row -> row[place]).toList();
  }
}
