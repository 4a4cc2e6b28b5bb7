package io.churnflow.learning.evaluation;

import io.churnflow.learning.Randomness;
import io.churnflow.learning.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Bootstrap resamples of a table (Efron 1979): as many rows as it has, drawn with replacement.
///
/// Rows are drawn whatever their class, as a hold-out itself is made by hashing ids: the share of
/// positives varies with the resample, and an interval of precision or average precision includes
/// that. Everything is measured on the same resamples, so that differences are paired.
///
/// @param rows rows of the table, at least 1
/// @param count number of resamples, at least 1
/// @param seed each resample has a seed of its own, derived from it
public record Resamples(int rows, int count, long seed) {
  private static final int USUAL = 1000;
  private static final int FEWEST = 100;
  private static final long MOST_DRAWS = 100_000_000;

  /// 1,000 resamples up to 100,000 rows; beyond them as many as keep to 100,000,000 drawn rows, at
  /// least 100.
  public static Resamples of(int rows, long seed) {
    long affordable = MOST_DRAWS / Math.max(1, rows);
    return new Resamples(rows, (int) Math.clamp(affordable, FEWEST, USUAL), seed);
  }

  /// Measures every ranking on every resample.
  ///
  /// @return by ranking, [Measure] ordinal and resample
  double[][][] measure(List<RankedRows> rankings, Workers workers) {
    double[][][] values = new double[rankings.size()][Measure.values().length][count];
    int tasks = Math.min(count, 4 * workers.threads());
    workers.run(
        tasks,
        task -> {
          int[] weights = new int[rows];
          for (int sample = task; sample < count; sample += tasks) {
            draw(sample, weights);
            for (int ranking = 0; ranking < rankings.size(); ranking++) {
              put(values[ranking], sample, rankings.get(ranking).measure(weights));
            }
          }
        });
    return values;
  }

  private static void put(double[][] byMeasure, int sample, double[] measured) {
    for (int measure = 0; measure < measured.length; measure++) {
      byMeasure[measure][sample] = measured[measure];
    }
  }

  /// How often each row is drawn.
  void draw(int sample, int[] weights) {
    Arrays.fill(weights, 0);
    Randomness random = new Randomness(Randomness.derive(seed, sample));
    for (int i = 0; i < rows; i++) {
      weights[random.nextInt(rows)]++;
    }
  }

  /// One weight of 1 a row: the table itself.
  int[] table() {
    int[] weights = new int[rows];
    Arrays.fill(weights, 1);
    return weights;
  }

  /// All rows, ascending.
  int[] allRows() {
    return IntStream.range(0, rows).toArray();
  }
}
