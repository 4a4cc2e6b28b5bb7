package io.churnflow.learning.explain;

import io.churnflow.learning.Feature;
import java.util.Arrays;
import java.util.List;

/// What each raw column adds to the score of each row.
///
/// @param features the columns, in the model's order
/// @param base the expected score
/// @param values `[columns][rows]`, in units of the score: log odds, of a random forest probability
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: as large as the table
public record Contributions(List<Feature> features, double base, double[][] values) {

  public Contributions {
    features = List.copyOf(features);
    if (features.size() != values.length) {
      throw new IllegalArgumentException(
          "contributions: expected %d columns, found %d".formatted(features.size(), values.length));
    }
  }

  /// The score of each row: the base and all that columns add.
  public double[] scores() {
    double[] scores = new double[values[0].length];
    Arrays.fill(scores, base);
    for (double[] column : values) {
      for (int row = 0; row < scores.length; row++) {
        scores[row] += column[row];
      }
    }
    return scores;
  }

  /// How much each column moves scores, in either direction: the mean of its absolute
  /// contributions. All 0 where there is no row.
  public double[] meanAbsolute() {
    return Arrays.stream(values).mapToDouble(Contributions::meanAbsolute).toArray();
  }

  private static double meanAbsolute(double[] column) {
    double sum = 0;
    for (double value : column) {
      sum += Math.abs(value);
    }
    return column.length == 0 ? 0 : sum / column.length;
  }
}
