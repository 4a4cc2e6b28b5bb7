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
        ScoreDistributionPlot {
  /// What is drawn.
  Drawing drawing();

  /// The plot as a PNG file of 1280 by 960 pixels. The same plot gives the same bytes, on every
  /// machine and in every run of one JRE; the pixels are the same on all.
  default byte[] png() {
    return drawing().png();
  }

  /// The plot as an SVG element for an HTML page, the same text for the same plot.
  default String svg() {
    return drawing().svg();
  }
}
