package io.churnflow.learning.evaluation;

import io.churnflow.contracts.Reliability;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Sets probabilities beside what came true, in bins of about equal numbers of rows; rows of equal
/// probability are never parted, so that their order does not matter. The expected calibration
/// error is that of these very bins (Naeini, Cooper and Hauskrecht 2015, with bins of equal mass).
public final class ReliabilityBins {
  private static final int BINS = 10;

  private ReliabilityBins() {}

  /// At most ten bins.
  ///
  /// @param labels 1 or 0 a row, at least one
  /// @param probabilities one a row, in [0, 1]
  public static Reliability of(byte[] labels, double[] probabilities) {
    Ranking ranking = Ranking.of(labels, probabilities);
    List<Reliability.Bin> bins = new ArrayList<>();
    int rows = labels.length;
    int done = 0;
    int positivesDone = 0;
    double sum = 0;
    double error = 0;
    long limit = 1;
    for (int place = ranking.size() - 1; place >= 0; place--) {
      int above = place == 0 ? 0 : (int) ranking.called(place - 1);
      int positivesAbove = place == 0 ? 0 : ranking.truePositives()[place - 1];
      sum += ranking.scores()[place] * (ranking.called(place) - above);
      int end = rows - above;
      if (place == 0 || (long) end * BINS >= limit * rows) {
        int positives = ranking.positives() - positivesAbove - positivesDone;
        Reliability.Bin bin = bin(end - done, sum / (end - done), positives);
        error += (end - done) * Math.abs(bin.meanProbability() - bin.positiveShare().value());
        bins.add(bin);
        done = end;
        limit = (long) end * BINS / rows + 1;
        positivesDone += positives;
        sum = 0;
      }
    }
    return new Reliability(error / rows, bins);
  }

  private static Reliability.Bin bin(int rows, double mean, int positives) {
    return new Reliability.Bin(rows, mean, Wilson.interval(positives, rows));
  }

  /// Of each class, the share of its rows whose probability lies in each of `bins` bins of equal
  /// width over [0, 1].
  ///
  /// @return index 0: negatives, index 1: positives
  public static double[][] histogram(byte[] labels, double[] probabilities, int bins) {
    double[][] shares = new double[2][bins];
    int[] sizes = new int[2];
    for (int row = 0; row < labels.length; row++) {
      int bin = Math.min(bins - 1, (int) (probabilities[row] * bins));
      shares[labels[row]][bin]++;
      sizes[labels[row]]++;
    }
    for (int label : new int[] {0, 1}) {
      int size = Math.max(1, sizes[label]);
      IntStream.range(0, bins).forEach(bin -> shares[label][bin] /= size);
    }
    return shares;
  }
}
