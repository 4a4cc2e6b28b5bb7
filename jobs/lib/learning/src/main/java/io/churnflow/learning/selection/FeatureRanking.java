package io.churnflow.learning.selection;

import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Workers;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Ranks columns, cut into [Levels], by their [MutualInformation] with the label.
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

  private static double information(Levels levels, int[] rows, byte[] labels) {
    long[][] counts = new long[levels.count()][2];
    for (int i = 0; i < rows.length; i++) {
      counts[levels.of()[i]][labels[rows[i]]]++;
    }
    return MutualInformation.of(counts);
  }
}
