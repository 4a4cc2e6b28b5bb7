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

/// Cumulative gains: which share of the positives is reached by flagging so many rows, the
/// likeliest first; beside it a random order, a perfect model, and the chosen threshold.
///
/// @param title what is shown
/// @param subtitle of what: model, data, rows
/// @param curve share of rows flagged (x) and of positives reached (y), from (0, 0) to (1, 1)
/// @param chosen what the chosen threshold does; not marked without a positive
public record GainsPlot(String title, String subtitle, Polyline curve, Decisions chosen)
    implements Plot {
  private static final Swatch.Line MODEL = new Swatch.Solid(Theme.BLUE, 2.4);
  private static final Swatch.Line GUESS = new Swatch.Dashed(Theme.GREY, 1.4);
  private static final Swatch.Line PERFECT = new Swatch.Solid(Theme.GREY, 1.2);
  private static final Swatch.Dot CHOSEN = new Swatch.Dot(Theme.VERMILLION);

  /// @throws IllegalArgumentException for a curve outside the unit square or with falling x
  public GainsPlot {
    curve = curve.withinUnitSquare();
  }

  @Override
  public Drawing drawing() {
    Axis x = Axis.shares("Share of customers flagged");
    Axis y = Axis.shares("Share of leavers reached");
    return new Chart(title, subtitle, x, y, marks(), legend());
  }

  private List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    double prevalence = (double) chosen.positives() / chosen.rows();
    marks.add(new Mark.Line(Polyline.between(0, 0, 1, 1), GUESS));
    marks.add(
        new Mark.Line(
            Polyline.of(new double[] {0, prevalence, 1}, new double[] {0, 1, 1}), PERFECT));
    marks.add(new Mark.Line(curve, MODEL));
    if (chosen.positives() > 0) {
      marks.add(new Mark.Point(called(), chosen.recall(), CHOSEN));
    }
    return marks;
  }

  private double called() {
    return (double) chosen.called() / chosen.rows();
  }

  private List<LegendEntry> legend() {
    return List.of(
        LegendEntry.of(MODEL, "Model"),
        LegendEntry.of(PERFECT, "Perfect model"),
        LegendEntry.of(GUESS, "Random order"),
        LegendEntry.of(
            CHOSEN,
            Numbers.metric("Threshold", chosen.threshold()),
            "Flagged " + Numbers.percent(called()),
            "Reached " + Numbers.percent(chosen.recall())));
  }
}
