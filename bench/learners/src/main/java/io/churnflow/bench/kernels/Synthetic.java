package io.churnflow.bench.kernels;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.learning.FeatureTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Rows of the sample table's shape: 16 columns of 2 to 4 values, 3 of many, a label that a few of
/// them explain in part.
///
/// @param features 19 columns of numbers
/// @param labels about a third positive
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: tables are large
record Synthetic(FeatureTable features, byte[] labels) {
  private static final int FEW = 16;
  private static final int MANY = 3;

  static Synthetic of(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] margin = new double[rows];
    List<Column> columns = new ArrayList<>();
    for (int place = 0; place < FEW + MANY; place++) {
      int values = place < FEW ? 2 + place % 3 : 10_000;
      double weight = place % 2 == 0 ? 2.0 / values : 0;
      double[] column = random.doubles(rows).map(share -> Math.floor(share * values)).toArray();
      for (int row = 0; row < rows; row++) {
        margin[row] += weight * (column[row] - values / 2.0);
      }
      columns.add(new NumberColumn("x" + place, NumberColumn.Kind.NUMBER, column));
    }
    byte[] labels = new byte[rows];
    for (int row = 0; row < rows; row++) {
      double probability = 1 / (1 + Math.exp(1 - margin[row]));
      labels[row] = (byte) (random.nextDouble() < probability ? 1 : 0);
    }
    return new Synthetic(new FeatureTable(columns, rows), labels);
  }
}
