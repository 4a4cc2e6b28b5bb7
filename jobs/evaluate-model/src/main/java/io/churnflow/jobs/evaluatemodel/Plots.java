package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.ProfitCurve;
import io.churnflow.contracts.Reliability;
import io.churnflow.contracts.WinnerAnalysis;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.learning.evaluation.Curve;
import io.churnflow.learning.evaluation.ReliabilityBins;
import io.churnflow.reporting.ConfusionMatrixPlot;
import io.churnflow.reporting.Decisions;
import io.churnflow.reporting.GainsPlot;
import io.churnflow.reporting.LiftPlot;
import io.churnflow.reporting.Plot;
import io.churnflow.reporting.PrecisionRecallPlot;
import io.churnflow.reporting.ProfitPlot;
import io.churnflow.reporting.ReliabilityPlot;
import io.churnflow.reporting.RocPlot;
import io.churnflow.reporting.ScoreDistributionPlot;
import io.churnflow.reporting.chart.Polyline;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Draws what a candidate did on the hold-out.
///
/// @param target what was to be predicted
/// @param measured the candidate's metrics
/// @param holdout the rows
/// @param scored the candidate's probabilities for them
record Plots(Target target, Measured measured, Holdout holdout, Scored scored) {
  private static final int SCORE_BINS = 25;

  /// What every candidate has: name to plot.
  Map<String, Plot> ofEach() {
    Map<String, Plot> plots = new LinkedHashMap<>();
    plots.put(
        "confusion_matrix",
        new ConfusionMatrixPlot(
            "Confusion matrix", subtitle(), target.positive(), target.negative(), decisions()));
    plots.put(
        "roc",
        new RocPlot(
            "ROC",
            subtitle(),
            line(Curve.roc(holdout.labels(), scored.published())),
            measured.holdout().rocAuc(),
            decisions()));
    plots.put(
        "precision_recall",
        new PrecisionRecallPlot(
            "Precision and recall",
            subtitle(),
            line(Curve.precisionRecall(holdout.labels(), scored.published())),
            measured.holdout().prAuc(),
            decisions()));
    return plots;
  }

  /// What the winner has: those of every candidate and more.
  Map<String, Plot> ofWinner(WinnerAnalysis analysis) {
    Map<String, Plot> plots = ofEach();
    Polyline gains = line(Curve.gains(holdout.labels(), scored.published()));
    plots.put(
        "calibration",
        new ReliabilityPlot(
            "Calibration",
            subtitle(),
            bins(analysis.published()),
            scored.calibrated() ? Optional.of(bins(analysis.raw())) : Optional.empty()));
    plots.put("gains", new GainsPlot("Cumulative gains", subtitle(), gains, decisions()));
    plots.put("lift", new LiftPlot("Lift", subtitle(), gains, decisions()));
    plots.put("scores", scores());
    if (analysis.profit() != null) {
      plots.put("profit", profit(analysis.profit()));
    }
    return plots;
  }

  private Plot profit(ProfitCurve curve) {
    return new ProfitPlot(
        "Expected profit",
        subtitle(),
        Polyline.of(
            curve.points().stream().mapToDouble(ProfitCurve.Point::treated).toArray(),
            curve.points().stream().mapToDouble(ProfitCurve.Point::profit).toArray()),
        curve.chosen(),
        decisions());
  }

  private Plot scores() {
    double[][] shares = ReliabilityBins.histogram(holdout.labels(), scored.published(), SCORE_BINS);
    return new ScoreDistributionPlot(
        "Probabilities by class",
        subtitle(),
        list(shares[0]),
        list(shares[1]),
        named(target.negative()),
        named(target.positive()),
        decisions());
  }

  private String named(String label) {
    return target.column() + " = " + label;
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static ReliabilityPlot.Bins bins(Reliability reliability) {
    return new ReliabilityPlot.Bins(
        reliability.expectedCalibrationError(),
        values(reliability, Reliability.Bin::meanProbability),
        values(reliability, bin -> bin.positiveShare().value()),
        values(reliability, bin -> bin.positiveShare().low()),
        values(reliability, bin -> bin.positiveShare().high()));
  }

  private static List<Double> values(
      Reliability reliability, ToDoubleFunction<Reliability.Bin> value) {
    return reliability.bins().stream().mapToDouble(value).boxed().toList();
  }

  private String subtitle() {
    return "%s on %d hold-out rows, %s = %s positive"
        .formatted(
            measured.algorithm(), measured.holdout().rows(), target.column(), target.positive());
  }

  private static Polyline line(Curve curve) {
    return Polyline.of(curve.x(), curve.y());
  }

  private Decisions decisions() {
    ClassMetrics metrics = measured.holdout();
    return new Decisions(
        metrics.threshold(),
        metrics.truePositives(),
        metrics.falsePositives(),
        metrics.trueNegatives(),
        metrics.falseNegatives());
  }
}
