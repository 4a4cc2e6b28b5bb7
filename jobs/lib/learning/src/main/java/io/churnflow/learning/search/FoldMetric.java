package io.churnflow.learning.search;

import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.learning.Folds;
import io.churnflow.learning.Labels;
import io.churnflow.learning.evaluation.BestF1;
import io.churnflow.learning.evaluation.Metrics;
import java.util.Arrays;

/// A metric of out-of-fold scores, fold by fold. F1 is that at the threshold which is best over all
/// folds.
///
/// @param mean over the folds
/// @param deviation standard deviation over the folds, of a sample
record FoldMetric(double mean, double deviation) {

  static FoldMetric of(Metric metric, byte[] labels, double[] scores, Folds folds) {
    double threshold = metric == Metric.F1 ? new BestF1().choose(labels, scores) : 1;
    double[] values = new double[folds.count()];
    for (int fold = 0; fold < values.length; fold++) {
      int[] rows = folds.inside(fold);
      double[] own = Arrays.stream(rows).mapToDouble(row -> scores[row]).toArray();
      values[fold] = metric.of(Metrics.of(Labels.select(labels, rows), own, threshold));
    }
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new FoldMetric(mean, Math.sqrt(squares / (values.length - 1)));
  }
}
