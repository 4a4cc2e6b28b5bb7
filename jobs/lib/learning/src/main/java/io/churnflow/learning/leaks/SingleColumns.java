package io.churnflow.learning.leaks;

import io.churnflow.contracts.Column;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Folds;
import io.churnflow.learning.Labels;
import io.churnflow.learning.Workers;
import io.churnflow.learning.evaluation.Metrics;
import io.churnflow.learning.selection.Levels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// How well each column ranks the rows by itself: its levels' shares of positives in the other
/// folds as the score.
public final class SingleColumns {
  /// A column that ranks better than this tells the label almost alone.
  public static final double SUSPICIOUS = 0.95;

  /// Rows looked at, read off at equal distances.
  private static final int MOST_ROWS = 50_000;

  private static final double SMOOTHING = 10;

  private SingleColumns() {}

  /// The columns above [#SUSPICIOUS], with their areas under the ROC curve out of fold.
  ///
  /// @param labels 1 or 0 a row
  public static Map<String, Double> suspicious(
      FeatureTable table, byte[] labels, Folds folds, Workers workers) {
    int every = Math.ceilDiv(labels.length, MOST_ROWS);
    int[] rows = IntStream.range(0, labels.length).filter(row -> row % every == 0).toArray();
    byte[] own = Labels.select(labels, rows);
    int[] fold = IntStream.of(rows).map(row -> folds.of()[row]).toArray();
    int positives = Labels.positives(own);
    if (positives == 0 || positives == own.length) {
      return Map.of();
    }
    Folds parts = new Folds(fold, folds.count());
    List<Double> areas =
        workers.map(
            table.columns().size(),
            place -> area(table.columns().get(place).select(rows), own, parts));
    Map<String, Double> suspicious = new TreeMap<>();
    for (int place = 0; place < areas.size(); place++) {
      if (areas.get(place) > SUSPICIOUS) {
        suspicious.put(table.columns().get(place).name(), areas.get(place));
      }
    }
    return suspicious;
  }

  private static double area(Column column, byte[] labels, Folds folds) {
    Levels levels = Levels.of(column);
    double[] all = new double[levels.count()];
    double[] positive = new double[levels.count()];
    double[][] allOf = new double[folds.count()][levels.count()];
    double[][] positiveOf = new double[folds.count()][levels.count()];
    for (int row = 0; row < labels.length; row++) {
      int level = levels.of()[row];
      all[level]++;
      positive[level] += labels[row];
      allOf[folds.of()[row]][level]++;
      positiveOf[folds.of()[row]][level] += labels[row];
    }
    double rate = (double) Labels.positives(labels) / labels.length;
    double[] scores = new double[labels.length];
    for (int row = 0; row < labels.length; row++) {
      int level = levels.of()[row];
      int fold = folds.of()[row];
      scores[row] =
          (positive[level] - positiveOf[fold][level] + SMOOTHING * rate)
              / (all[level] - allOf[fold][level] + SMOOTHING);
    }
    return Metrics.of(labels, scores, 1).rocAuc();
  }
}
