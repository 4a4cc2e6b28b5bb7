package io.churnflow.reporting;

import io.churnflow.reporting.chart.Axis;
import io.churnflow.reporting.chart.Chart;
import io.churnflow.reporting.chart.Drawing;
import io.churnflow.reporting.chart.LegendEntry;
import io.churnflow.reporting.chart.Mark;
import io.churnflow.reporting.chart.Polyline;
import io.churnflow.reporting.chart.Swatch;
import io.churnflow.reporting.chart.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// What came true against what was predicted, in bins of about equal numbers of rows. On the
/// diagonal a probability means what it says.
///
/// @param title what is shown
/// @param subtitle of what: model, data, rows
/// @param published the probabilities that are used
/// @param raw the scores before calibration, where there was one
public record ReliabilityPlot(String title, String subtitle, Bins published, Optional<Bins> raw)
    implements Plot {
  /// Bins by rising probability, at least one.
  ///
  /// @param error expected calibration error, in [0, 1]
  /// @param predicted mean probability of each bin, in [0, 1]
  /// @param observed share of positives of each bin, in [0, 1]
  /// @param low lower end of that share's interval
  /// @param high upper end of that share's interval
  public record Bins(
      double error,
      List<Double> predicted,
      List<Double> observed,
      List<Double> low,
      List<Double> high) {
    /// @throws IllegalArgumentException for lists that are empty or of different length
    public Bins {
      predicted = List.copyOf(predicted);
      observed = List.copyOf(observed);
      low = List.copyOf(low);
      high = List.copyOf(high);
      int size = predicted.size();
      if (size == 0 || observed.size() != size || low.size() != size || high.size() != size) {
        throw new IllegalArgumentException(
            "bins: expected as many of each and at least 1, found %d, %d, %d and %d"
                .formatted(size, observed.size(), low.size(), high.size()));
      }
    }
  }

  private static final Swatch.Line PUBLISHED = new Swatch.Solid(Theme.BLUE, 2.4);
  private static final Swatch.Line INTERVAL = new Swatch.Solid(Theme.BLUE, 1);
  private static final Swatch.Line RAW = new Swatch.Dashed(Theme.VERMILLION, 1.6);
  private static final Swatch.Line PERFECT = new Swatch.Dashed(Theme.GREY, 1.4);
  private static final Swatch.Dot BIN = new Swatch.Dot(Theme.BLUE);

  @Override
  public Drawing drawing() {
    Axis x = Axis.shares("Mean probability of the bin");
    Axis y = Axis.shares("Share that is positive");
    return new Chart(title, subtitle, x, y, marks(), legend());
  }

  private List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Line(Polyline.between(0, 0, 1, 1), PERFECT));
    raw.ifPresent(bins -> addLine(marks, bins, RAW));
    addLine(marks, published, PUBLISHED);
    for (int bin = 0; bin < published.predicted().size(); bin++) {
      double x = published.predicted().get(bin);
      marks.add(
          new Mark.Line(
              Polyline.between(x, published.low().get(bin), x, published.high().get(bin)),
              INTERVAL));
      marks.add(new Mark.Point(x, published.observed().get(bin), BIN));
    }
    return marks;
  }

  private static void addLine(List<Mark> marks, Bins bins, Swatch.Line swatch) {
    if (bins.predicted().size() > 1) {
      marks.add(
          new Mark.Line(Polyline.of(array(bins.predicted()), array(bins.observed())), swatch));
    }
  }

  private static double[] array(List<Double> values) {
    return values.stream().flatMapToDouble(DoubleStream::of).toArray();
  }

  private List<LegendEntry> legend() {
    List<LegendEntry> legend = new ArrayList<>();
    String bins = published.predicted().size() + " bins of about equal";
    legend.add(
        LegendEntry.of(
            PUBLISHED,
            raw.isPresent() ? "After calibration" : "Model",
            Numbers.metric("Calibration error", published.error()),
            bins,
            "numbers of customers,",
            "with 95% intervals"));
    raw.ifPresent(before ->
        legend.add(
            LegendEntry.of(
                RAW, "Before calibration", Numbers.metric("Calibration error", before.error()))));
    legend.add(LegendEntry.of(PERFECT, "Perfectly calibrated"));
    return legend;
  }
}
