package io.churnflow.learning.drift;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.drift.DriftReference;
import io.churnflow.contracts.drift.Marginal;
import io.churnflow.contracts.drift.ReferenceColumn;
import io.churnflow.learning.FeatureTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Makes the reference that is kept with a model.
///
/// @param personal names of columns whose values must not appear anywhere
/// @param salt of the digests of personal texts
/// @param modelSha256 digest of the model file
public record DriftReferences(Set<String> personal, String salt, String modelSha256) {
  private static final String SCORE = "churn_probability";
  private static final int CHUNKS = 10;

  public DriftReferences {
    personal = Set.copyOf(personal);
  }

  /// The reference.
  ///
  /// @param features what the model sees of its training rows
  /// @param importance what the model loses without a column, by name; less than 0 is nothing
  /// @param scores probabilities of rows that the model has not seen
  public DriftReference of(FeatureTable features, Map<String, Double> importance, double[] scores) {
    List<ReferenceColumn> columns = new ArrayList<>();
    double sum = features.columns().stream().mapToDouble(column -> of(importance, column)).sum();
    for (Column column : features.columns()) {
      double weight = sum > 0 ? of(importance, column) / sum : 1.0 / features.columns().size();
      columns.add(column(column, weight));
    }
    NumberColumn score = new NumberColumn(SCORE, NumberColumn.Kind.NUMBER, scores);
    return new DriftReference(
        DriftReference.FORMAT, modelSha256, features.rows(), salt, columns, column(score, 1));
  }

  private static double of(Map<String, Double> importance, Column column) {
    return Math.max(0, importance.getOrDefault(column.name(), 0.0));
  }

  private ReferenceColumn column(Column column, double weight) {
    boolean hidden = personal.contains(column.name());
    Marginal raw = Marginals.of(column);
    List<Double> edges = hidden ? PersonalValues.edges(raw) : List.of();
    Marginal whole = hidden ? PersonalValues.hidden(raw, edges, salt) : raw;
    int count = Math.min(CHUNKS, column.size());
    double[] distances =
        IntStream.range(0, count)
            .mapToObj(part -> Marginals.of(column.select(chunk(column.size(), part, count))))
            .map(part -> hidden ? PersonalValues.hidden(part, edges, salt) : part)
            .mapToDouble(part -> distance(whole, part))
            .filter(distance -> !Double.isNaN(distance))
            .toArray();
    return new ReferenceColumn(
        column.name(), hidden, Math.min(1, weight), edges, whole, chunks(distances));
  }

  private static int[] chunk(int rows, int part, int count) {
    int from = Math.toIntExact((long) rows * part / count);
    return IntStream.range(from, Math.toIntExact((long) rows * (part + 1) / count)).toArray();
  }

  private static double distance(Marginal whole, Marginal part) {
    return whole.present() == 0 || part.present() == 0
        ? Double.NaN
        : OtherTools.nannymlDistance(whole, part);
  }

  private static ReferenceColumn.Chunks chunks(double[] distances) {
    double mean = DoubleStream.of(distances).average().orElse(0);
    double variance =
        DoubleStream.of(distances).map(d -> (d - mean) * (d - mean)).average().orElse(0);
    return new ReferenceColumn.Chunks(distances.length, mean, Math.sqrt(variance));
  }
}
