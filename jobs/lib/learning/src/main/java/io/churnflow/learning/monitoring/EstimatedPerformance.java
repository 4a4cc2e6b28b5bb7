package io.churnflow.learning.monitoring;

import io.churnflow.contracts.Estimate;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.Workers;
import io.churnflow.learning.evaluation.Measure;
import io.churnflow.learning.evaluation.Predictions;
import io.churnflow.learning.evaluation.Quantiles;
import io.churnflow.learning.evaluation.RankedRows;
import io.churnflow.learning.evaluation.Resamples;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Metrics of a batch of which it is not known yet who leaves, each with the interval in which the
/// realised metric will lie 95 times of 100 if the probabilities are calibrated.
///
/// The interval is a parametric bootstrap: every row's outcome is drawn by its own probability, and
/// what was drawn is measured, as often as a table is resampled elsewhere. The rows stay the same,
/// since it is about this very batch; and unlike the variance of sums of independent draws, which
/// is known, that of F1 or an area would have to be linearised, which few leavers do not bear.
public final class EstimatedPerformance {
  private final Predictions predictions;
  private final Resamples draws;
  private final Workers workers;

  /// @param predictions of at least one row
  /// @param seed of the draws
  public EstimatedPerformance(Predictions predictions, long seed, Workers workers) {
    this.predictions = predictions;
    this.draws = Resamples.of(predictions.probabilities().length, seed);
    this.workers = workers;
  }

  /// The eight metrics by their names in [io.churnflow.contracts.ClassMetrics]; one that the rows
  /// leave undefined is not there.
  public Map<String, Estimate> estimates() {
    Map<Measure, Double> expected =
        new ExpectedMetrics(predictions.probabilities(), predictions.threshold()).values();
    double[][] drawn = drawn();
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    for (Measure measure : Measure.values()) {
      Double value = expected.get(measure);
      double[] samples = drawn[measure.ordinal()];
      if (value != null && DoubleStream.of(samples).anyMatch(Double::isFinite)) {
        estimates.put(measure.label(), Quantiles.interval(value, samples));
      }
    }
    return estimates;
  }

  /// By [Measure] ordinal and draw.
  private double[][] drawn() {
    RankedRows both = bothOutcomes();
    double[][] values = new double[Measure.values().length][draws.count()];
    int tasks = Math.min(draws.count(), 4 * workers.threads());
    workers.run(
        tasks,
        task -> {
          int[] weights = new int[2 * draws.rows()];
          for (int draw = task; draw < draws.count(); draw += tasks) {
            draw(draw, weights);
            double[] measured = both.measure(weights);
            for (int measure = 0; measure < measured.length; measure++) {
              values[measure][draw] = measured[measure];
            }
          }
        });
    return values;
  }

  /// Each row twice, as one who leaves and as one who stays: a draw gives one of them the weight 1.
  private RankedRows bothOutcomes() {
    int rows = draws.rows();
    byte[] labels = new byte[2 * rows];
    Arrays.fill(labels, 0, rows, (byte) 1);
    double[] scores = Arrays.copyOf(predictions.probabilities(), 2 * rows);
    System.arraycopy(predictions.probabilities(), 0, scores, rows, rows);
    int[] all = IntStream.range(0, 2 * rows).toArray();
    return RankedRows.of(labels, scores, predictions.threshold(), all);
  }

  private void draw(int number, int[] weights) {
    Randomness random = new Randomness(Randomness.derive(draws.seed(), number));
    int rows = draws.rows();
    for (int row = 0; row < rows; row++) {
      int leaves = random.nextDouble() < predictions.probabilities()[row] ? 1 : 0;
      weights[row] = leaves;
      weights[rows + row] = 1 - leaves;
    }
  }
}
