package io.churnflow.learning.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How the number columns go together, two by two.
///
/// @param columns their names
/// @param correlations Pearson's, in [-1, 1], by row and column; NaN where one of both is constant
/// @param covariances by the same places, in the product of both units
/// @param leftOut number columns that are not among them, since there are too many
public record Matrix(
    List<String> columns,
    List<List<Double>> correlations,
    List<List<Double>> covariances,
    int leftOut) {

  /// From this correlation on, of either sign, two columns say nearly the same.
  public static final double STRONG = 0.9;

  public Matrix {
    columns = List.copyOf(columns);
    correlations = correlations.stream().map(List::copyOf).toList();
    covariances = covariances.stream().map(List::copyOf).toList();
  }

  /// Two columns and their correlation.
  public record Pair(String first, String second, double correlation) {}

  static Matrix of(List<String> columns, CoMoments together, int leftOut) {
    List<List<Double>> correlations = new ArrayList<>();
    List<List<Double>> covariances = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int row = i;
      correlations.add(
          IntStream.range(0, columns.size())
              .mapToObj(column -> together.correlation(row, column))
              .toList());
      covariances.add(
          IntStream.range(0, columns.size())
              .mapToObj(column -> together.covariance(row, column))
              .toList());
    }
    return new Matrix(columns, correlations, covariances, leftOut);
  }

  /// All pairs from this correlation on, of either sign, the strongest first.
  public List<Pair> pairs(double least) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      for (int j = i + 1; j < columns.size(); j++) {
        double correlation = correlations.get(i).get(j);
        if (Math.abs(correlation) >= least) {
          pairs.add(new Pair(columns.get(i), columns.get(j), correlation));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(pair -> -Math.abs(pair.correlation())));
    return pairs;
  }
}
