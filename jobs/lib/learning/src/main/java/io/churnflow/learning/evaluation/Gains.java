package io.churnflow.learning.evaluation;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.Workers;
import java.util.List;

/// By how much one model is better than another, with one-sided 95 % bounds at either side;
/// negative where it is worse.
///
/// @param metric that both are measured by
/// @param seed of the bootstrap resamples
/// @param workers threads
public record Gains(Metric metric, long seed, Workers workers) {
  /// One-sided 95 % bounds are the percentiles 5 and 95.
  private static final double ONE_SIDED = 0.05;

  /// On the same rows: resamples are drawn for both at once.
  ///
  /// @param labels 1 or 0 a row; both must be there
  public Estimate paired(byte[] labels, Predictions challenger, Predictions champion) {
    Resamples resamples = Resamples.of(labels.length, seed);
    List<RankedRows> both =
        List.of(ranked(resamples, labels, challenger), ranked(resamples, labels, champion));
    double[][][] samples = resamples.measure(both, workers);
    int[] table = resamples.table();
    return between(both.get(0).measure(table), samples[0], both.get(1).measure(table), samples[1]);
  }

  /// On rows of their own, dealt by chance: each side is resampled for itself.
  ///
  /// @param labels of the challenger's rows, 1 or 0; both must be there
  /// @param otherLabels of the champion's, likewise
  public Estimate apart(
      byte[] labels, Predictions challenger, byte[] otherLabels, Predictions champion) {
    int count =
        Math.min(
            Resamples.of(labels.length, seed).count(),
            Resamples.of(otherLabels.length, seed).count());
    Resamples own = new Resamples(labels.length, count, Randomness.derive(seed, 0));
    Resamples other = new Resamples(otherLabels.length, count, Randomness.derive(seed, 1));
    RankedRows ownRows = ranked(own, labels, challenger);
    RankedRows otherRows = ranked(other, otherLabels, champion);
    return between(
        ownRows.measure(own.table()),
        own.measure(List.of(ownRows), workers)[0],
        otherRows.measure(other.table()),
        other.measure(List.of(otherRows), workers)[0]);
  }

  private Estimate between(
      double[] own, double[][] ownSamples, double[] other, double[][] otherSamples) {
    int place = Measure.of(metric).ordinal();
    double[] gains = new double[ownSamples[place].length];
    for (int sample = 0; sample < gains.length; sample++) {
      gains[sample] = metric.gain(ownSamples[place][sample], otherSamples[place][sample]);
    }
    return Quantiles.between(metric.gain(own[place], other[place]), gains, ONE_SIDED);
  }

  private static RankedRows ranked(Resamples resamples, byte[] labels, Predictions model) {
    return RankedRows.of(labels, model.probabilities(), model.threshold(), resamples.allRows());
  }
}
