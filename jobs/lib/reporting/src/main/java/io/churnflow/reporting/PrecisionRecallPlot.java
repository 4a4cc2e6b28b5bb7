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

/// Precision against recall over all thresholds, the prevalence, which random guesses reach, and
/// the chosen threshold. The curve is drawn as stairs, because average precision is the area under
/// them.
///
/// @param title what is shown
/// @param subtitle of what: model, data, rows
/// @param curve recall (x) and precision (y) by falling threshold, in [0, 1]
/// @param averagePrecision sum of (recall - recall before) * precision, in [0, 1]
/// @param chosen what the chosen threshold does; not marked where it calls no row positive
public record PrecisionRecallPlot(
    String title, String subtitle, Polyline curve, double averagePrecision, Decisions chosen)
    implements Plot {
  private static final Swatch.Line MODEL = new Swatch.Solid(Theme.BLUE, 2.4);
  private static final Swatch.Line GUESS = new Swatch.Dashed(Theme.GREY, 1.4);
  private static final Swatch.Dot CHOSEN = new Swatch.Dot(Theme.VERMILLION);

  /// @throws IllegalArgumentException for a curve outside the unit square or with falling x
  public PrecisionRecallPlot {
    curve = curve.withinUnitSquare();
  }

  @Override
  public Drawing drawing() {
    Axis x = Axis.shares("Recall");
    Axis y = Axis.shares("Precision");
    return new Chart(title, subtitle, x, y, marks(), legend());
  }

  private List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Shade(curve.stairs(), Theme.BLUE));
    if (chosen.rows() > 0) {
      marks.add(new Mark.Line(Polyline.between(0, prevalence(), 1, prevalence()), GUESS));
    }
    marks.add(new Mark.Line(curve.stairs(), MODEL));
    if (chosen.positives() > 0 && chosen.called() > 0) {
      marks.add(new Mark.Point(chosen.recall(), chosen.precision(), CHOSEN));
    }
    return marks;
  }

  private double prevalence() {
    return (double) chosen.positives() / chosen.rows();
  }

  private List<LegendEntry> legend() {
    return List.of(
        LegendEntry.of(MODEL, "Model", Numbers.metric("PR-AUC", averagePrecision)),
        LegendEntry.of(GUESS, "Random guess", Numbers.metric("Prevalence", prevalence())),
        LegendEntry.of(
            CHOSEN,
            Numbers.metric("Threshold", chosen.threshold()),
            Numbers.metric("Precision", chosen.precision()),
            Numbers.metric("Recall", chosen.recall()),
            Numbers.metric("F1", chosen.f1())));
  }
}
