package io.churnflow.learning.evaluation;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.FeatureImportance;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.learning.Labels;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// What a model loses when a column's cells are dealt out anew among the rows (Breiman 2001;
/// Fisher, Rudin and Dominici 2019).
///
/// The interval is Student's for the mean over the repeats: it tells the noise of shuffling, not
/// that of the hold-out. Columns that say the same as another one look less important than both
/// are.
///
/// @param metric what is lost
/// @param threshold the model's
/// @param seed of the rows and of every shuffle
public record PermutationImportance(Metric metric, double threshold, long seed) {
  /// Times that each column is shuffled.
  public static final int REPEATS = 5;

  /// Of a larger hold-out that many rows are taken, at random.
  public static final int MOST_ROWS = 20_000;

  /// Student's t for 95 % and [#REPEATS] - 1 degrees of freedom.
  private static final double STUDENT = 2.7764451051977987;

  /// The features, the most important first; equal ones in their own order.
  ///
  /// @param table has every feature as a column
  /// @param labels 1 or 0 a row
  /// @param scorer probabilities of a table's rows; called from several threads
  public List<FeatureImportance> of(
      Table table,
      byte[] labels,
      List<String> features,
      Function<Table, double[]> scorer,
      Workers workers) {
    int[] rows = rows(labels.length);
    Table sample = table.select(rows);
    byte[] sampled = Labels.select(labels, rows);
    double[] scores = scorer.apply(sample);
    List<Estimate> drops =
        workers.map(
            features.size(),
            feature -> {
              DealtCells cells = new DealtCells(sample.column(features.get(feature)));
              List<int[]> repeats =
                  IntStream.range(0, REPEATS)
                      .mapToObj(
                          repeat -> cells.deal(order(rows.length, feature * REPEATS + repeat)))
                      .toList();
              return drop(sampled, scores, repeats, scorer.apply(cells.table(sample)));
            });
    return IntStream.range(0, features.size())
        .mapToObj(feature -> new FeatureImportance(features.get(feature), drops.get(feature)))
        .sorted(Comparator.comparingDouble(importance -> -importance.drop().value()))
        .toList();
  }

  private int[] rows(int all) {
    int[] rows = IntStream.range(0, all).toArray();
    if (all <= MOST_ROWS) {
      return rows;
    }
    new Randomness(seed).shuffle(rows);
    int[] chosen = Arrays.copyOf(rows, MOST_ROWS);
    Arrays.sort(chosen);
    return chosen;
  }

  private int[] order(int rows, int task) {
    int[] order = IntStream.range(0, rows).toArray();
    new Randomness(Randomness.derive(seed, task)).shuffle(order);
    return order;
  }

  /// @param scores of the rows as they are
  /// @param repeats the rows' places among those with dealt cells
  /// @param dealt scores of the latter
  private Estimate drop(byte[] labels, double[] scores, List<int[]> repeats, double[] dealt) {
    double whole = value(labels, scores);
    List<Double> drops = new ArrayList<>();
    for (int[] places : repeats) {
      double[] shuffled = scores.clone();
      for (int row = 0; row < shuffled.length; row++) {
        if (places[row] != DealtCells.OWN) {
          shuffled[row] = dealt[places[row]];
        }
      }
      drops.add(metric.gain(whole, value(labels, shuffled)));
    }
    return estimate(drops);
  }

  private double value(byte[] labels, double[] probabilities) {
    return metric.of(Metrics.of(labels, probabilities, threshold));
  }

  private static Estimate estimate(List<Double> drops) {
    double mean = drops.stream().mapToDouble(Double::doubleValue).sum() / drops.size();
    double squares = drops.stream().mapToDouble(drop -> (drop - mean) * (drop - mean)).sum();
    double error = Math.sqrt(squares / (drops.size() - 1) / drops.size());
    return new Estimate(mean, mean - STUDENT * error, mean + STUDENT * error);
  }
}
