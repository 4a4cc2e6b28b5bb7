package io.churnflow.learning.monitoring;

import io.churnflow.learning.evaluation.Measure;
import io.churnflow.learning.evaluation.Metrics;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// What calibrated probabilities promise of themselves: each row counts as `p` of a customer who
/// leaves and `1 - p` of one who stays. The expected confusion matrix gives precision, recall, F1
/// and accuracy; the expected true and false positives over all thresholds give the areas
/// (confidence-based performance estimation, as NannyML defines it). Quotients are of expectations,
/// which for hundreds of rows differ little from expected quotients.
///
/// It says what is true of the batch only as far as the probabilities are calibrated for it: where
/// the same customers leave for other reasons than before, the estimate does not notice.
final class ExpectedMetrics {
  private final double[] ascending;
  private final double threshold;
  private final double positives;

  /// @param probabilities one a row, in [0, 1]
  /// @param threshold a row is called positive where its probability is at least this
  ExpectedMetrics(double[] probabilities, double threshold) {
    this.ascending = probabilities.clone();
    Arrays.sort(ascending);
    this.threshold = threshold;
    this.positives = Arrays.stream(ascending).sum();
  }

  /// By their measures; what nothing defines, such as the precision where nothing is called
  /// positive, is left out.
  Map<Measure, Double> values() {
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    putDecisions(values);
    putAreas(values);
    putErrors(values);
    values.values().removeIf(value -> !Double.isFinite(value));
    return values;
  }

  private void putDecisions(Map<Measure, Double> values) {
    int called = 0;
    double truePositives = 0;
    for (double probability : ascending) {
      if (probability >= threshold) {
        called++;
        truePositives += probability;
      }
    }
    double trueNegatives = ascending.length - called - (positives - truePositives);
    values.put(Measure.PRECISION, truePositives / called);
    values.put(Measure.RECALL, truePositives / positives);
    values.put(Measure.F1, 2 * truePositives / (positives + called));
    values.put(Measure.ACCURACY, (truePositives + trueNegatives) / ascending.length);
  }

  private void putAreas(Map<Measure, Double> values) {
    double pairs = 0;
    double precisions = 0;
    double positivesBefore = 0;
    double negativesBefore = 0;
    for (int last = ascending.length - 1; last >= 0; ) {
      int first = last;
      while (first > 0 && ascending[first - 1] == ascending[last]) {
        first--;
      }
      double more = ascending[last] * (last - first + 1);
      double positivesHere = positivesBefore + more;
      int called = ascending.length - first;
      double negativesHere = called - positivesHere;
      pairs += (positivesBefore + positivesHere) / 2 * (negativesHere - negativesBefore);
      precisions += positivesHere / called * more;
      positivesBefore = positivesHere;
      negativesBefore = negativesHere;
      last = first - 1;
    }
    values.put(Measure.ROC_AUC, pairs / positives / (ascending.length - positives));
    values.put(Measure.PR_AUC, precisions / positives);
  }

  private void putErrors(Map<Measure, Double> values) {
    double squares = 0;
    double losses = 0;
    for (double probability : ascending) {
      double clipped = Math.clamp(probability, Metrics.CLIP, 1 - Metrics.CLIP);
      squares += probability * (1 - probability);
      losses -=
          probability * StrictMath.log(clipped) + (1 - probability) * StrictMath.log(1 - clipped);
    }
    values.put(Measure.BRIER, squares / ascending.length);
    values.put(Measure.LOG_LOSS, losses / ascending.length);
  }
}
