package io.churnflow.learning.evaluation;

import java.util.Arrays;

/// Rows sorted once by descending score, so that each resample of them, given as one weight a row,
/// is measured in one pass.
public final class RankedRows {
  private static final int MEASURES = Measure.values().length;

  private final int[] rows;
  private final byte[] labels;
  private final boolean[] lastOfEqual;
  private final double[] scores;
  private final double[] losses;
  private final int called;

  private RankedRows(byte[] labels, double[] scores, double threshold, int[] order) {
    int size = order.length;
    this.rows = order;
    this.labels = new byte[size];
    this.lastOfEqual = new boolean[size];
    this.scores = new double[size];
    this.losses = new double[size];
    int atLeast = 0;
    for (int place = 0; place < size; place++) {
      int row = order[place];
      this.labels[place] = labels[row];
      this.scores[place] = scores[row];
      lastOfEqual[place] = place + 1 == size || scores[order[place + 1]] != scores[row];
      losses[place] = Metrics.logLoss(labels[row], scores[row]);
      atLeast += scores[row] >= threshold ? 1 : 0;
    }
    this.called = atLeast;
  }

  /// @param labels 1 or 0 a row
  /// @param scores one a row, none NaN
  /// @param threshold a row is called positive where its score is at least this
  /// @param chosen the rows to look at, ascending
  public static RankedRows of(byte[] labels, double[] scores, double threshold, int[] chosen) {
    return new RankedRows(labels, scores, threshold, descending(scores, chosen));
  }

  /// Counting sort by the place of each score among the distinct ones; equal scores keep their
  /// order.
  private static int[] descending(double[] scores, int[] chosen) {
    double[] sorted = Arrays.stream(chosen).mapToDouble(row -> scores[row]).sorted().toArray();
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    int[] next = new int[distinct + 1];
    int[] ranks = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      ranks[i] = distinct - 1 - Arrays.binarySearch(sorted, 0, distinct, scores[chosen[i]]);
      next[ranks[i] + 1]++;
    }
    Arrays.parallelPrefix(next, Integer::sum);
    int[] order = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      order[next[ranks[i]]++] = chosen[i];
    }
    return order;
  }

  /// Every [Measure] by its ordinal; NaN where the weights leave it undefined.
  ///
  /// @param weights how often each row of the whole table counts, at least 0
  public double[] measure(int[] weights) {
    long positives = 0;
    long negatives = 0;
    long positivesBefore = 0;
    long negativesBefore = 0;
    long pairs = 0;
    long truePositives = 0;
    long falsePositives = 0;
    double precisions = 0;
    double loss = 0;
    double squares = 0;
    double sum = 0;
    for (int place = 0; place < rows.length; place++) {
      int weight = weights[rows[place]];
      int positive = weight * labels[place];
      positives += positive;
      negatives += weight - positive;
      double error = scores[place] - labels[place];
      loss += weight * losses[place];
      squares += weight * (error * error);
      sum += weight * scores[place];
      if (lastOfEqual[place]) {
        pairs += (positivesBefore + positives) * (negatives - negativesBefore);
        if (positives > positivesBefore) {
          precisions +=
              (double) positives / (positives + negatives) * (positives - positivesBefore);
        }
        positivesBefore = positives;
        negativesBefore = negatives;
      }
      if (place + 1 == called) {
        truePositives = positives;
        falsePositives = negatives;
      }
    }
    long all = positives + negatives;
    long selected = truePositives + falsePositives;
    double[] measures = new double[MEASURES];
    put(measures, Measure.PRECISION, (double) truePositives / selected);
    put(measures, Measure.RECALL, (double) truePositives / positives);
    put(measures, Measure.F1, 2.0 * truePositives / (positives + selected));
    put(measures, Measure.ROC_AUC, pairs / 2.0 / positives / negatives);
    put(measures, Measure.PR_AUC, precisions / positives);
    put(measures, Measure.LOG_LOSS, loss / all);
    put(measures, Measure.BRIER, squares / all);
    put(measures, Measure.ACCURACY, (double) (truePositives + negatives - falsePositives) / all);
    put(measures, Measure.SELECTION_RATE, (double) selected / all);
    put(measures, Measure.PREVALENCE, (double) positives / all);
    put(measures, Measure.MEAN_PROBABILITY, sum / all);
    return measures;
  }

  private static void put(double[] measures, Measure measure, double value) {
    measures[measure.ordinal()] = value;
  }
}
