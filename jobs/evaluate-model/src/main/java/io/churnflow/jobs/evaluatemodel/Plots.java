package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.learning.evaluation.Curve;
import io.churnflow.reporting.ConfusionMatrixPlot;
import io.churnflow.reporting.Decisions;
import io.churnflow.reporting.Plot;
import io.churnflow.reporting.PrecisionRecallPlot;
import io.churnflow.reporting.RocPlot;
import io.churnflow.reporting.chart.Polyline;
import java.util.LinkedHashMap;
import java.util.Map;

/// Draws what a candidate did on the hold-out.
final class Plots {
  private Plots() {}

  /// File name to PNG.
  static Map<String, byte[]> of(
      String algorithm, Target target, ClassMetrics metrics, Holdout holdout, double[] scores) {
    String subtitle =
        "%s on %d hold-out rows, %s = %s positive"
            .formatted(algorithm, metrics.rows(), target.column(), target.positive());
    Map<String, Plot> plots = new LinkedHashMap<>();
    plots.put("confusion_matrix.png", confusion(subtitle, target, decisions(metrics)));
    plots.put(
        "roc.png",
        new RocPlot(
            "ROC",
            subtitle,
            line(Curve.roc(holdout.labels(), scores)),
            metrics.rocAuc(),
            decisions(metrics)));
    plots.put(
        "precision_recall.png",
        new PrecisionRecallPlot(
            "Precision and recall",
            subtitle,
            line(Curve.precisionRecall(holdout.labels(), scores)),
            metrics.prAuc(),
            decisions(metrics)));
    Map<String, byte[]> files = new LinkedHashMap<>();
    plots.forEach((name, plot) -> files.put(name, plot.png()));
    return files;
  }

  private static Plot confusion(String subtitle, Target target, Decisions decisions) {
    return new ConfusionMatrixPlot(
        "Confusion matrix", subtitle, target.positive(), target.negative(), decisions);
  }

  private static Polyline line(Curve curve) {
    return Polyline.of(curve.x(), curve.y());
  }

  private static Decisions decisions(ClassMetrics metrics) {
    return new Decisions(
        metrics.threshold(),
        metrics.truePositives(),
        metrics.falsePositives(),
        metrics.trueNegatives(),
        metrics.falseNegatives());
  }
}
