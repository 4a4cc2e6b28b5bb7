package io.churnflow.reporting;

import io.churnflow.reporting.chart.Drawing;

/// A finished picture.
public sealed interface Plot
    permits ConfusionMatrixPlot,
        RocPlot,
        PrecisionRecallPlot,
        ProfitPlot,
        ReliabilityPlot,
        GainsPlot,
        LiftPlot,
        HistogramPlot,
        MatrixPlot,
        ScoreDistributionPlot,
        SeriesPlot,
        TrendPlot {
  /// What is drawn.
  Drawing drawing();

  /// The plot as an SVG element, a file of its own or part of an HTML page; the same text for the
  /// same plot.
  default String svg() {
    return drawing().svg();
  }
}
