package io.churnflow.reporting;

import io.churnflow.reporting.chart.Axis;
import io.churnflow.reporting.chart.Chart;
import io.churnflow.reporting.chart.Drawing;
import io.churnflow.reporting.chart.LegendEntry;
import io.churnflow.reporting.chart.Mark;
import io.churnflow.reporting.chart.Polyline;
import io.churnflow.reporting.chart.Swatch;
import io.churnflow.reporting.chart.Theme;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Lift: how many times as many positives there are among the rows flagged as among all.
///
/// @param title what is shown
/// @param subtitle of what: model, data, rows
/// @param gains share of rows flagged (x) and of positives reached (y), from (0, 0) to (1, 1)
/// @param chosen what the chosen threshold does
public record LiftPlot(String title, String subtitle, Polyline gains, Decisions chosen)
    implements Plot {
  /// Of fewer rows the lift is mostly chance; it is not drawn.
  private static final double LEAST_CALLED = 0.01;

  private static final Swatch.Line MODEL = new Swatch.Solid(Theme.BLUE, 2.4);
  private static final Swatch.Line GUESS = new Swatch.Dashed(Theme.GREY, 1.4);
  private static final Swatch.Dot CHOSEN = new Swatch.Dot(Theme.VERMILLION);

  /// @throws IllegalArgumentException for a curve outside the unit square or with falling x
  public LiftPlot {
    gains = gains.withinUnitSquare();
  }

  @Override
  public Drawing drawing() {
    int[] drawn =
        IntStream.range(0, gains.size()).filter(i -> gains.x(i) >= LEAST_CALLED).toArray();
    double[] x = Arrays.stream(drawn).mapToDouble(gains::x).toArray();
    double[] lift = Arrays.stream(drawn).mapToDouble(i -> gains.y(i) / gains.x(i)).toArray();
    Polyline curve =
        drawn.length > 1 ? Polyline.of(x, lift) : Polyline.between(LEAST_CALLED, 1, 1, 1);
    double marked = chosen.called() == 0 ? 1 : lift();
    double greatest = Math.max(Math.max(1.5, marked), Arrays.stream(lift).max().orElse(1));
    List<Mark> marks =
        chosen.called() == 0
            ? List.of(guess(), new Mark.Line(curve, MODEL))
            : List.of(guess(), new Mark.Line(curve, MODEL), mark());
    return new Chart(
        title,
        subtitle,
        Axis.shares("Share of customers flagged"),
        Axis.upTo("Lift", greatest),
        marks,
        legend());
  }

  private static Mark guess() {
    return new Mark.Line(Polyline.between(0, 1, 1, 1), GUESS);
  }

  private Mark mark() {
    return new Mark.Point((double) chosen.called() / chosen.rows(), lift(), CHOSEN);
  }

  private double lift() {
    return chosen.precision() * chosen.rows() / chosen.positives();
  }

  private List<LegendEntry> legend() {
    return List.of(
        LegendEntry.of(MODEL, "Model", "from 1% of customers on"),
        LegendEntry.of(GUESS, "Random order", Numbers.metric("Lift", 1)),
        LegendEntry.of(
            CHOSEN,
            Numbers.metric("Threshold", chosen.threshold()),
            Numbers.metric("Lift", lift())));
  }
}
