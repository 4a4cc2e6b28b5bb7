package io.churnflow.reporting.chart;

import io.churnflow.reporting.draw.Align;
import io.churnflow.reporting.draw.Sheet;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// A plot with two axes: title, subtitle, marks in the order in which they are laid over each
/// other, and a legend.
///
/// @param title what is shown
/// @param subtitle of what: model, data, rows
/// @param x the axis to the right
/// @param y the axis upwards
/// @param marks what is drawn between them, the lowest first
/// @param legend what the marks are
public record Chart(
    String title, String subtitle, Axis x, Axis y, List<Mark> marks, List<LegendEntry> legend)
    implements Drawing {
  private static final double LABEL_ROOM = 24;
  private static final double HAIRLINE = 1;

  /// Copies the lists.
  public Chart {
    marks = List.copyOf(marks);
    legend = List.copyOf(legend);
  }

  @Override
  public void draw(Sheet sheet) {
    Frame.heading(sheet, title, subtitle);
    Marks plot = new Marks(sheet, x, y);
    grid(plot);
    drawMarks(plot);
    Frame.axisTitles(sheet, x.title(), y.title(), LABEL_ROOM);
    Legend.draw(sheet, legend, Frame.PLOT.getMinY());
  }

  /// Points lie over everything else.
  private void drawMarks(Marks plot) {
    List<Mark> points = marks.stream().filter(Mark.Point.class::isInstance).toList();
    List<Mark> others = marks.stream().filter(mark -> !(mark instanceof Mark.Point)).toList();
    others.forEach(plot::draw);
    points.forEach(plot::draw);
  }

  private void grid(Marks plot) {
    Rectangle2D area = Frame.PLOT;
    for (Axis.Tick tick : x.ticks()) {
      double at = plot.across(tick.at());
      vertical(plot.sheet(), at);
      plot.sheet().text(tick.label(), at, area.getMaxY() + 17, Theme.LABEL, Align.MIDDLE);
    }
    for (Axis.Tick tick : y.ticks()) {
      double at = plot.down(tick.at());
      horizontal(plot.sheet(), at);
      plot.sheet().text(tick.label(), area.getMinX() - 8, at + 4, Theme.LABEL, Align.END);
    }
    plot.sheet().line(leftAndBottom(area), Theme.FRAME, HAIRLINE);
  }

  private static void vertical(Sheet sheet, double x) {
    Rectangle2D line =
        new Rectangle2D.Double(
            x - HAIRLINE / 2, Frame.PLOT.getMinY(), HAIRLINE, Frame.PLOT.getHeight());
    sheet.fill(line, Theme.GRID);
  }

  private static void horizontal(Sheet sheet, double y) {
    Rectangle2D line =
        new Rectangle2D.Double(
            Frame.PLOT.getMinX(), y - HAIRLINE / 2, Frame.PLOT.getWidth(), HAIRLINE);
    sheet.fill(line, Theme.GRID);
  }

  private static Path2D leftAndBottom(Rectangle2D area) {
    Path2D path = new Path2D.Double();
    path.moveTo(area.getMinX(), area.getMinY());
    path.lineTo(area.getMinX(), area.getMaxY());
    path.lineTo(area.getMaxX(), area.getMaxY());
    return path;
  }
}
