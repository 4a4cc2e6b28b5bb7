package io.churnflow.learning.selection;

import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Workers;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Ranks columns by their mutual information with the label: how many nats a column, cut into
/// [Levels], takes off the label's entropy. A column's number of levels counts against it (Miller
/// 1955, Madow): chance alone gives (levels - 1) / (2 rows).
///
/// It looks at single columns: of two that say the same it takes both.
public final class FeatureRanking {
  private FeatureRanking() {}

  /// The places of the best columns, ascending. Of equal columns the first is taken.
  ///
  /// @param rows from 0; nothing of any other row is looked at
  /// @param labels 1 or 0 for every row of the table
  /// @param most how many
  public static int[] best(
      FeatureTable table, int[] rows, byte[] labels, int most, Workers workers) {
    List<Double> information =
        workers.map(
            table.columns().size(),
            place -> information(Levels.of(table.columns().get(place).select(rows)), rows, labels));
    return IntStream.range(0, information.size())
        .boxed()
        .sorted(Comparator.comparingDouble(place -> -information.get(place)))
        .limit(most)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /// In nats, less what chance gives.
  private static double information(Levels levels, int[] rows, byte[] labels) {
    int[][] counts = new int[levels.count()][2];
    int[] totals = new int[2];
    for (int i = 0; i < rows.length; i++) {
      counts[levels.of()[i]][labels[rows[i]]]++;
      totals[labels[rows[i]]]++;
    }
    double sum = 0;
    int occupied = 0;
    for (int[] count : counts) {
      double level = (double) count[0] + count[1];
      occupied += level > 0 ? 1 : 0;
      for (int label = 0; label < 2; label++) {
        if (count[label] > 0) {
          double lift = (double) count[label] * rows.length / level / totals[label];
          sum += count[label] * StrictMath.log(lift);
        }
      }
    }
    return (sum - (occupied - 1) / 2.0) / rows.length;
  }
}
