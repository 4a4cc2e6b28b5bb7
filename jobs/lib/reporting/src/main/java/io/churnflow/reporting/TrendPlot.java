package io.churnflow.reporting;

import io.churnflow.contracts.Estimate;
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
import java.util.stream.Stream;

/// Values from batch to batch: a line for each of several series, with intervals where they have
/// any, what they are held against, and where something else began.
///
/// @param title what is shown
/// @param subtitle of what
/// @param measure what is measured, which the y axis has
/// @param batches their short names, such as days, the oldest first, at least one
/// @param series at least one; the first is drawn over the others
/// @param limits what the values are held against
/// @param changes where something else began
/// @param most greatest value that is drawn where it is, more than 0; what is above it is drawn at
///   it
public record TrendPlot(
    String title,
    String subtitle,
    String measure,
    List<String> batches,
    List<Series> series,
    List<Limit> limits,
    List<Change> changes,
    double most)
    implements Plot {
  private static final double APART = 0.24;
  private static final double FARTHEST = 0.6;
  private static final double INTERVAL_WIDTH = 1.4;
  private static final int MOST_TICKS = 6;
  private static final double HEADROOM = 1.15;
  private static final Swatch.Line BEGINS = new Swatch.Dashed(Theme.GREY, 1.2);

  /// One line.
  ///
  /// @param legend its name and looks
  /// @param line its looks in the plot
  /// @param dots whether each value has a dot
  /// @param values one a batch, empty where it is not known
  public record Series(
      LegendEntry legend, Swatch.Line line, boolean dots, List<Optional<Estimate>> values) {
    public Series {
      values = List.copyOf(values);
    }
  }

  /// What values are held against.
  ///
  /// @param value where it lies
  /// @param line its looks
  /// @param name what it is
  public record Limit(double value, Swatch.Line line, String name) {}

  /// Something else begins.
  ///
  /// @param batch the first one of it, from 0
  /// @param name what begins, a few letters
  public record Change(int batch, String name) {}

  /// @throws IllegalArgumentException without a batch, or for a series of another length
  public TrendPlot {
    batches = List.copyOf(batches);
    series = List.copyOf(series);
    limits = List.copyOf(limits);
    changes = List.copyOf(changes);
    if (batches.isEmpty()) {
      throw new IllegalArgumentException("series: expected at least one batch, found none");
    }
    for (Series one : series) {
      if (one.values().size() != batches.size()) {
        throw new IllegalArgumentException(
            "series %s: expected %d values, found %d"
                .formatted(one.legend().name(), batches.size(), one.values().size()));
      }
    }
  }

  @Override
  public Drawing drawing() {
    List<LegendEntry> legend = new ArrayList<>(series.stream().map(Series::legend).toList());
    for (Limit limit : limits) {
      legend.add(LegendEntry.of(limit.line(), limit.name(), Numbers.metric(limit.value())));
    }
    return new Chart(title, subtitle, x(), y(), marks(), legend);
  }

  private Axis x() {
    int every = (batches.size() + MOST_TICKS - 1) / MOST_TICKS;
    List<Axis.Tick> ticks = new ArrayList<>();
    for (int place = batches.size() - 1; place >= 0; place -= every) {
      ticks.add(new Axis.Tick(place, batches.get(place)));
    }
    return new Axis("Batch", -0.5, batches.size() - 0.5, ticks);
  }

  /// From 0, so that a small change does not look like a large one.
  private Axis y() {
    double greatest =
        Stream.concat(
                limits.stream().map(Limit::value),
                series.stream()
                    .flatMap(one -> one.values().stream())
                    .flatMap(Optional::stream)
                    .map(Estimate::high))
            .mapToDouble(this::drawn)
            .max()
            .orElse(1);
    boolean share = greatest > 1 / HEADROOM && greatest <= 1;
    return share ? Axis.shares(measure) : Axis.upTo(measure, Math.max(greatest * HEADROOM, 0.01));
  }

  private double drawn(double value) {
    return Math.min(value, most);
  }

  private List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    double end = batches.size() - 0.5;
    double top = y().to();
    for (Change change : changes) {
      double x = change.batch() - 0.5;
      marks.add(new Mark.Line(Polyline.between(x, 0, x, top), BEGINS));
      marks.add(new Mark.Note(x, change.name()));
    }
    for (Limit limit : limits) {
      marks.add(
          new Mark.Line(Polyline.between(-0.5, limit.value(), end, limit.value()), limit.line()));
    }
    for (int place = series.size() - 1; place >= 0; place--) {
      add(marks, series.get(place), shift(place));
    }
    return marks;
  }

  /// So far beside each other that every interval can be seen.
  private double shift(int place) {
    int gaps = series.size() - 1;
    double apart = gaps == 0 ? 0 : Math.min(APART, FARTHEST / gaps);
    return (place - gaps / 2.0) * apart;
  }

  /// Joins neighbouring batches; where one is not known the line is broken.
  private void add(List<Mark> marks, Series one, double shift) {
    Swatch.Line interval = new Swatch.Solid(one.line().color(), INTERVAL_WIDTH);
    Swatch.Dot dot = new Swatch.Dot(one.line().color());
    Optional<Estimate> before = Optional.empty();
    for (int place = 0; place < batches.size(); place++) {
      Optional<Estimate> here = one.values().get(place);
      if (here.isPresent()) {
        double x = place + shift;
        Estimate now = here.get();
        double value = drawn(now.value());
        if (now.low() < now.high()) {
          marks.add(
              new Mark.Line(Polyline.between(x, drawn(now.low()), x, drawn(now.high())), interval));
        }
        if (before.isPresent()) {
          double from = drawn(before.get().value());
          marks.add(new Mark.Line(Polyline.between(x - 1, from, x, value), one.line()));
        }
        if (one.dots()) {
          marks.add(new Mark.Point(x, value, dot));
        }
      }
      before = here;
    }
  }
}
