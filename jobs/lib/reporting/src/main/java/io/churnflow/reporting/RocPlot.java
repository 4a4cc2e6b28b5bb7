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

/// The receiver operating characteristic: true against false positive rate over all thresholds, the
/// diagonal of random guesses, and the chosen threshold.
///
/// @param title what is shown
/// @param subtitle of what: model, data, rows
/// @param curve false positive rate (x) and true positive rate (y), from (0, 0) to (1, 1), in [0,
///   1]
/// @param auc area under the curve, in [0, 1]
/// @param chosen what the chosen threshold does; not marked where a class has no row
public record RocPlot(String title, String subtitle, Polyline curve, double auc, Decisions chosen)
    implements Plot {
  private static final Swatch.Line MODEL = new Swatch.Solid(Theme.BLUE, 2.4);
  private static final Swatch.Line GUESS = new Swatch.Dashed(Theme.GREY, 1.4);
  private static final Swatch.Dot CHOSEN = new Swatch.Dot(Theme.VERMILLION);

  /// @throws IllegalArgumentException for a curve outside the unit square or with falling x
  public RocPlot {
    curve = curve.withinUnitSquare();
  }

  @Override
  public Drawing drawing() {
    Axis x = Axis.shares("False positive rate");
    Axis y = Axis.shares("True positive rate");
    return new Chart(title, subtitle, x, y, marks(), legend());
  }

  private List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Shade(curve, Theme.BLUE));
    marks.add(new Mark.Line(Polyline.between(0, 0, 1, 1), GUESS));
    marks.add(new Mark.Line(curve, MODEL));
    if (chosen.positives() > 0 && chosen.negatives() > 0) {
      marks.add(new Mark.Point(chosen.falsePositiveRate(), chosen.recall(), CHOSEN));
    }
    return marks;
  }

  private List<LegendEntry> legend() {
    return List.of(
        LegendEntry.of(MODEL, "Model", Numbers.metric("ROC-AUC", auc)),
        LegendEntry.of(GUESS, "Random guess", Numbers.metric("ROC-AUC", 0.5)),
        LegendEntry.of(
            CHOSEN,
            Numbers.metric("Threshold", chosen.threshold()),
            Numbers.metric("True positive rate", chosen.recall()),
            Numbers.metric("False positive rate", chosen.falsePositiveRate())));
  }
}
