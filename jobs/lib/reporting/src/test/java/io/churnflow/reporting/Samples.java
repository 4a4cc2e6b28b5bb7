package io.churnflow.reporting;

import io.churnflow.contracts.Estimate;
import io.churnflow.reporting.chart.LegendEntry;
import io.churnflow.reporting.chart.Polyline;
import io.churnflow.reporting.chart.Swatch;
import io.churnflow.reporting.chart.Theme;
import java.util.List;
import java.util.Optional;

/// Plots with numbers that can be worked out by hand.
final class Samples {
  /// Recall 0.8, false positive rate 0.25, precision 0.5.
  static final Decisions DECISIONS = new Decisions(0.4, 80, 80, 240, 20);

  private static final String SUBTITLE = "telco_churn · hold-out · 420 rows";

  private Samples() {}

  static RocPlot roc() {
    Polyline curve = Polyline.of(new double[] {0, 0.25, 1}, new double[] {0, 0.8, 1});
    return new RocPlot("ROC curve · random-forest", SUBTITLE, curve, 0.775, DECISIONS);
  }

  static PrecisionRecallPlot precisionRecall() {
    Polyline curve = Polyline.of(new double[] {0, 0.4, 0.8, 1}, new double[] {1, 0.75, 0.5, 0.25});
    return new PrecisionRecallPlot("Precision-recall", SUBTITLE, curve, 0.55, DECISIONS);
  }

  static ConfusionMatrixPlot confusionMatrix() {
    return new ConfusionMatrixPlot("Confusion matrix", SUBTITLE, "Yes", "No", DECISIONS);
  }

  static List<Plot> all() {
    return List.of(
        roc(),
        precisionRecall(),
        confusionMatrix(),
        reliability(),
        gains(),
        lift(),
        scores(),
        profit(),
        series(),
        trend());
  }

  static ReliabilityPlot reliability() {
    List<Double> predicted = List.of(0.2, 0.7);
    ReliabilityPlot.Bins after =
        new ReliabilityPlot.Bins(
            0.1, predicted, List.of(0.1, 0.8), List.of(0.05, 0.7), List.of(0.2, 0.9));
    ReliabilityPlot.Bins before =
        new ReliabilityPlot.Bins(
            0.2, predicted, List.of(0.1, 0.9), List.of(0.05, 0.8), List.of(0.2, 0.95));
    return new ReliabilityPlot("Calibration", SUBTITLE, after, Optional.of(before));
  }

  static GainsPlot gains() {
    return new GainsPlot("Cumulative gains", SUBTITLE, gainsCurve(), DECISIONS);
  }

  static ProfitPlot profit() {
    Polyline curve =
        Polyline.of(new double[] {0, 0.2, 0.5, 1}, new double[] {0, 5200, 3100, -7400});
    return new ProfitPlot("Expected profit", SUBTITLE, curve, 5100, DECISIONS);
  }

  static SeriesPlot series() {
    Optional<Estimate> realised = Optional.of(new Estimate(0.6, 0.5, 0.7));
    Optional<Estimate> estimated = Optional.of(new Estimate(0.65, 0.6, 0.7));
    return new SeriesPlot(
        "PR-AUC over batches",
        SUBTITLE,
        "PR-AUC",
        List.of(
            new SeriesPlot.Place("01-02", realised, estimated),
            new SeriesPlot.Place("01-03", realised, estimated),
            new SeriesPlot.Place("01-04", Optional.empty(), estimated)),
        Optional.of(0.55));
  }

  static LiftPlot lift() {
    return new LiftPlot("Lift", SUBTITLE, gainsCurve(), DECISIONS);
  }

  static ScoreDistributionPlot scores() {
    return new ScoreDistributionPlot(
        "Probabilities by class",
        SUBTITLE,
        List.of(0.8, 0.2),
        List.of(0.4, 0.6),
        "No",
        "Yes",
        DECISIONS);
  }

  private static Polyline gainsCurve() {
    return Polyline.of(new double[] {0, 0.2, 0.5, 1}, new double[] {0, 0.5, 0.9, 1});
  }

  /// Two lines over three batches, of which the second has a gap; the last value is beyond 0.5.
  static TrendPlot trend() {
    Swatch.Line blue = new Swatch.Solid(Theme.BLUE, 2.4);
    Swatch.Line orange = new Swatch.Solid(Theme.OTHERS.getFirst(), 2.4);
    Swatch.Line limit = new Swatch.Dashed(Theme.VERMILLION, 1.6);
    return new TrendPlot(
        "Effects",
        SUBTITLE,
        "Effect",
        List.of("01-02", "01-03", "01-04"),
        List.of(
            new TrendPlot.Series(
                LegendEntry.of(blue, "Score"), blue, true, List.of(at(0.1), at(0.2), at(0.9))),
            new TrendPlot.Series(
                LegendEntry.of(orange, "Column"),
                orange,
                true,
                List.of(at(0.3), Optional.empty(), at(0.4)))),
        List.of(new TrendPlot.Limit(0.25, limit, "Limit")),
        List.of(new TrendPlot.Change(2, "v5")),
        0.5);
  }

  private static Optional<Estimate> at(double value) {
    return Optional.of(new Estimate(value, value, value));
  }
}
