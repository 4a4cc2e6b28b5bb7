package io.churnflow.learning.encoding;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The codes of the rows that an order of many categories was learned from, each found without the
/// row's own label.
///
/// Where a category has few rows its rate is mostly their own labels. Trees that were grown on such
/// codes would trust them, and be wrong about rows that no order was learned from. So the rows are
/// dealt into five parts, and a row has the code whose rate is nearest to that of its category in
/// the other four; a category that is in no other part has a rate near that of all rows, as an
/// unseen one has: the cross-fitting of target encodings (Pargent and others 2022), brought to
/// codes. What is scored later has the order's own.
final class CrossFittedCodes {
  /// Columns of fewer categories keep their codes: their rates are of many rows each.
  static final int FEWEST = 30;

  private static final int PARTS = 5;
  private static final long SEED = 0x5eed;

  private CrossFittedCodes() {}

  /// @param own the code that the order gives to each row
  /// @param labels 1 or 0, one a row
  /// @param levels number of codes
  static int[] of(int[] own, byte[] labels, int levels) {
    byte[] parts = dealt(own.length);
    LevelRates all = new LevelRates(levels);
    LevelRates[] inside =
        IntStream.range(0, PARTS)
            .mapToObj(part -> new LevelRates(levels))
            .toArray(LevelRates[]::new);
    for (int row = 0; row < own.length; row++) {
      all.add(own[row], labels[row]);
      inside[parts[row]].add(own[row], labels[row]);
    }
    double[] rates = IntStream.range(0, levels).mapToDouble(all::rate).toArray();
    int[][] codes = new int[PARTS][];
    for (int part = 0; part < PARTS; part++) {
      LevelRates outside = all.less(inside[part]);
      codes[part] =
          IntStream.range(0, levels).map(code -> nearest(rates, outside.rate(code))).toArray();
    }
    return IntStream.range(0, own.length).map(row -> codes[parts[row]][own[row]]).toArray();
  }

  /// The same for as many rows, whoever asks.
  private static byte[] dealt(int rows) {
    SplittableRandom random = new SplittableRandom(SEED);
    byte[] parts = new byte[rows];
    for (int row = 0; row < rows; row++) {
      parts[row] = (byte) random.nextInt(PARTS);
    }
    return parts;
  }

  /// Codes are in the order of their rates. Of equal rates it is the last, so that a split between
  /// rows leaves those codes together, and whatever the row's own code is: it tells of the label.
  private static int nearest(double[] rates, double rate) {
    int found = Arrays.binarySearch(rates, rate);
    int above = found >= 0 ? found : Math.min(-found - 1, rates.length - 1);
    int below = found >= 0 ? found : Math.max(above - 1, 0);
    int near = rate - rates[below] < rates[above] - rate ? below : above;
    while (near + 1 < rates.length && rates[near + 1] == rates[near]) {
      near++;
    }
    return near;
  }
}
