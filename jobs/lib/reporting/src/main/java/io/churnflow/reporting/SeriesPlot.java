package io.churnflow.reporting;

import io.churnflow.contracts.Estimate;
import io.churnflow.reporting.chart.Drawing;
import io.churnflow.reporting.chart.LegendEntry;
import io.churnflow.reporting.chart.Swatch;
import io.churnflow.reporting.chart.Theme;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
  private static final Swatch.Line ESTIMATED = new Swatch.Dashed(Theme.GREY, 1.8);
  private static final Swatch.Line BOUND = new Swatch.Dashed(Theme.VERMILLION, 1.6);

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
    LegendEntry realised =
        LegendEntry.of(
            REALISED, "Realised", "of customers whose", "outcome is known,", "95% interval");
    LegendEntry estimated =
        LegendEntry.of(
            ESTIMATED, "Estimated", "from the probabilities,", "before outcomes,", "95% interval");
    return new TrendPlot(
            title,
            subtitle,
            metric,
            places.stream().map(Place::label).toList(),
            List.of(
                new TrendPlot.Series(realised, REALISED, true, values(Place::realised)),
                new TrendPlot.Series(estimated, ESTIMATED, false, values(Place::estimated))),
            bound.stream().map(limit -> new TrendPlot.Limit(limit, BOUND, "Bound")).toList(),
            List.of(),
            Double.MAX_VALUE)
        .drawing();
  }

  private List<Optional<Estimate>> values(Function<Place, Optional<Estimate>> series) {
    return places.stream().map(series).toList();
  }
}
