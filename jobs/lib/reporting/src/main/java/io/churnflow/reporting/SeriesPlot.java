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
import java.util.function.Function;
import java.util.stream.Stream;

/// A metric from batch to batch, as it was realised and as it was estimated before that, with
/// intervals and the bound that it is held against.
///
/// @param title what is shown
/// @param subtitle of what: model, data
/// @param metric its name, which the y axis has
/// @param places the batches, the oldest first, at least one
/// @param bound worst allowed value, if one is set
public record SeriesPlot(
    String title, String subtitle, String metric, List<Place> places, Optional<Double> bound)
    implements Plot {
  private static final Swatch.Line REALISED = new Swatch.Solid(Theme.BLUE, 2.4);
  private static final Swatch.Line REALISED_INTERVAL = new Swatch.Solid(Theme.BLUE, 1.4);
  private static final Swatch.Line ESTIMATED = new Swatch.Dashed(Theme.GREY, 1.8);
  private static final Swatch.Line ESTIMATED_INTERVAL = new Swatch.Solid(Theme.GREY, 1.4);
  private static final Swatch.Line BOUND = new Swatch.Dashed(Theme.VERMILLION, 1.6);
  private static final Swatch.Dot BATCH = new Swatch.Dot(Theme.BLUE);

  /// So far beside each other that both intervals can be seen.
  private static final double APART = 0.12;

  private static final int MOST_TICKS = 6;
  private static final double HEADROOM = 1.15;

  /// One batch.
  ///
  /// @param label short, such as its day
  /// @param realised where it is known
  /// @param estimated where it was estimated
  public record Place(String label, Optional<Estimate> realised, Optional<Estimate> estimated) {}

  /// @throws IllegalArgumentException without a batch
  public SeriesPlot {
    places = List.copyOf(places);
    if (places.isEmpty()) {
      throw new IllegalArgumentException("series: expected at least one batch, found none");
    }
  }

  @Override
  public Drawing drawing() {
    return new Chart(title, subtitle, x(), y(), marks(), legend());
  }

  private Axis x() {
    int every = (places.size() + MOST_TICKS - 1) / MOST_TICKS;
    List<Axis.Tick> ticks = new ArrayList<>();
    for (int place = places.size() - 1; place >= 0; place -= every) {
      ticks.add(new Axis.Tick(place, places.get(place).label()));
    }
    return new Axis("Batch", -0.5, places.size() - 0.5, ticks);
  }

  /// From 0, so that a small change does not look like a large one.
  private Axis y() {
    double greatest =
        Stream.concat(
                bound.stream(),
                places.stream()
                    .flatMap(place ->
                        Stream.concat(place.realised().stream(), place.estimated().stream()))
                    .map(Estimate::high))
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    boolean share = greatest > 1 / HEADROOM && greatest <= 1;
    return share ? Axis.shares(metric) : Axis.upTo(metric, Math.max(greatest * HEADROOM, 0.01));
  }

  private List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    bound.ifPresent(limit ->
        marks.add(new Mark.Line(Polyline.between(-0.5, limit, places.size() - 0.5, limit), BOUND)));
    add(marks, Place::estimated, APART, ESTIMATED, ESTIMATED_INTERVAL);
    add(marks, Place::realised, -APART, REALISED, REALISED_INTERVAL);
    for (int place = 0; place < places.size(); place++) {
      double x = place - APART;
      places
          .get(place)
          .realised()
          .ifPresent(estimate -> marks.add(new Mark.Point(x, estimate.value(), BATCH)));
    }
    return marks;
  }

  /// Joins neighbouring batches; where one is not known the line is broken.
  private void add(
      List<Mark> marks,
      Function<Place, Optional<Estimate>> series,
      double shift,
      Swatch.Line line,
      Swatch.Line interval) {
    Optional<Estimate> before = Optional.empty();
    for (int place = 0; place < places.size(); place++) {
      Optional<Estimate> here = series.apply(places.get(place));
      double x = place + shift;
      here.ifPresent(
          now -> marks.add(new Mark.Line(Polyline.between(x, now.low(), x, now.high()), interval)));
      if (before.isPresent() && here.isPresent()) {
        double from = before.get().value();
        marks.add(new Mark.Line(Polyline.between(x - 1, from, x, here.get().value()), line));
      }
      before = here;
    }
  }

  private List<LegendEntry> legend() {
    List<LegendEntry> legend = new ArrayList<>();
    legend.add(
        LegendEntry.of(
            REALISED, "Realised", "of customers whose", "outcome is known,", "95% interval"));
    legend.add(
        LegendEntry.of(
            ESTIMATED, "Estimated", "from the probabilities,", "before outcomes,", "95% interval"));
    bound.ifPresent(limit -> legend.add(LegendEntry.of(BOUND, "Bound", Numbers.metric(limit))));
    return legend;
  }
}
