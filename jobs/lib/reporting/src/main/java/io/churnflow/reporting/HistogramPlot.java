package io.churnflow.reporting;

import io.churnflow.reporting.chart.Columns;
import io.churnflow.reporting.chart.Drawing;
import io.churnflow.reporting.chart.Theme;
import java.util.List;

/// How a column's numbers are spread, and how many of each bin left: small, for one of many
/// columns.
///
/// @param column its name
/// @param bins from the left
/// @param from what the first bin begins with
/// @param to what the last one ends with
public record HistogramPlot(String column, List<Bin> bins, String from, String to) implements Plot {
  /// @param positives customers who left, drawn beneath
  /// @param negatives customers who stayed
  public record Bin(long positives, long negatives) {}

  /// Copies the bins.
  public HistogramPlot {
    bins = List.copyOf(bins);
  }

  @Override
  public Drawing drawing() {
    return new Columns(
        "Histogram",
        column,
        bins.stream().map(bin -> new Columns.Column(bin.positives(), bin.negatives())).toList(),
        from,
        to,
        Theme.BLUE,
        Theme.BIN);
  }
}
