package io.churnflow.reporting;

import io.churnflow.reporting.chart.Axis;
import io.churnflow.reporting.chart.Chart;
import io.churnflow.reporting.chart.Drawing;
import io.churnflow.reporting.chart.LegendEntry;
import io.churnflow.reporting.chart.Mark;
import io.churnflow.reporting.chart.Polyline;
import io.churnflow.reporting.chart.Swatch;
import io.churnflow.reporting.chart.Theme;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What treating customers earns, the likeliest leavers first; beside it treating nobody.
///
/// @param title what is shown
/// @param subtitle of what: model, data, rows
/// @param curve share of customers treated (x) and profit per 1,000 customers (y), from nobody to
///   everybody
/// @param profit at the chosen threshold, per 1,000 customers
/// @param chosen what the chosen threshold does
public record ProfitPlot(
    String title, String subtitle, Polyline curve, double profit, Decisions chosen)
    implements Plot {
  private static final Swatch.Line MODEL = new Swatch.Solid(Theme.BLUE, 2.4);
  private static final Swatch.Line NOBODY = new Swatch.Dashed(Theme.GREY, 1.4);
  private static final Swatch.Dot CHOSEN = new Swatch.Dot(Theme.VERMILLION);

  @Override
  public Drawing drawing() {
    DoubleSummaryStatistics heights =
        IntStream.range(0, curve.size()).mapToDouble(curve::y).summaryStatistics();
    double least = Math.min(0, heights.getMin());
    double greatest = Math.max(0, heights.getMax());
    return new Chart(
        title,
        subtitle,
        Axis.shares("Share of customers treated"),
        Axis.covering("Profit per 1,000 customers", least, greatest > least ? greatest : least + 1),
        List.of(
            new Mark.Line(Polyline.between(0, 0, 1, 0), NOBODY),
            new Mark.Line(curve, MODEL),
            new Mark.Point(treated(), profit, CHOSEN)),
        legend());
  }

  private double treated() {
    return (double) chosen.called() / chosen.rows();
  }

  private List<LegendEntry> legend() {
    return List.of(
        LegendEntry.of(MODEL, "Model", "Everybody " + amount(curve.y(curve.size() - 1))),
        LegendEntry.of(NOBODY, "Nobody treated"),
        LegendEntry.of(
            CHOSEN,
            Numbers.metric("Threshold", chosen.threshold()),
            "Treated " + Numbers.percent(treated()),
            "Profit " + amount(profit)));
  }

  private static String amount(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
