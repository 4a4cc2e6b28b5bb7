package io.churnflow.contracts.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// What is kept of one column that a model has been trained on, or of its score.
///
/// Of a personal column the file holds no value that few rows have: numbers are kept as groups of a
/// twentieth of the rows, texts as salted digests.
///
/// @param name the column's name
/// @param personal whether its values must not appear anywhere
/// @param weight its share of what the model relies on, in [0, 1]; 1 for the score
/// @param edges the upper ends of all groups but the last, ascending; none but of a personal column
///   of numbers, whose marginal counts the groups by their numbers from 0
/// @param marginal its distribution
/// @param chunks how far parts of the reference are from the whole of it
public record ReferenceColumn(
    String name,
    boolean personal,
    double weight,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Double> edges,
    Marginal marginal,
    Chunks chunks) {

  /// @throws IllegalArgumentException where the weight is out of its range
  public ReferenceColumn {
    edges = edges == null ? List.of() : List.copyOf(edges);
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException(
          "%s: weight: expected a number from 0 to 1, found %s".formatted(name, weight));
    }
  }

  /// Distances (Jensen-Shannon, base 2, NannyML's bins) of consecutive parts of the reference from
  /// the whole.
  ///
  /// @param count how many parts there are, at most ten
  /// @param mean of the distances; 0 where there is no part with a value
  /// @param deviation of the distances, with divisor `count`
  public record Chunks(int count, double mean, double deviation) {}
}
