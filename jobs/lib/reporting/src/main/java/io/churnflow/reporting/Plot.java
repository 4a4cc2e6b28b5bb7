package io.churnflow.reporting;

/// A finished picture.
public sealed interface Plot permits ConfusionMatrixPlot, RocPlot, PrecisionRecallPlot {
  /// The plot as a PNG file of 1280 by 960 pixels. The same plot gives the same bytes, on every
  /// machine and in every run of one JRE; the pixels are the same on all.
  byte[] png();
}
