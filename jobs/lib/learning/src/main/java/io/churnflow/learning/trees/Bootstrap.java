package io.churnflow.learning.trees;

import io.churnflow.learning.Randomness;
import java.util.Arrays;

/// How often each row was drawn into a sample.
///
/// @param draws one a row, unsigned; 0 where it was not drawn
/// @param rows how many rows were drawn at least once
/// @param most how often the row that was drawn most often was
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: private to a fit
record Bootstrap(byte[] draws, int rows, int most) {
  private static final int LIMIT = 255;

  /// Draws rows with replacement, as many as there are.
  ///
  /// A row that a byte can count no further is not drawn again; with 1,000 rows that happens once
  /// in 10^500 samples.
  static Bootstrap of(int rows, Randomness random) {
    byte[] draws = new byte[rows];
    int distinct = 0;
    int most = 0;
    for (int i = 0; i < rows; i++) {
      int row = random.nextInt(rows);
      int count = draws[row] & 0xff;
      distinct += count == 0 ? 1 : 0;
      count = Math.min(count + 1, LIMIT);
      most = Math.max(most, count);
      draws[row] = (byte) count;
    }
    return new Bootstrap(draws, distinct, most);
  }

  /// Every row once.
  static Bootstrap once(int rows) {
    byte[] draws = new byte[rows];
    Arrays.fill(draws, (byte) 1);
    return new Bootstrap(draws, rows, 1);
  }
}
