package io.churnflow.reporting.chart;

import io.churnflow.reporting.draw.Align;
import io.churnflow.reporting.draw.Sheet;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/// Draws marks in the plot of a chart.
record Marks(Sheet sheet, Axis x, Axis y) {
  private static final double FAINT = 0.1;
  private static final float[] DASHES = {5, 4};
  private static final double DOT = 5.5;
  private static final double RIM = 7.5;
  private static final double BESIDE = 3;
  private static final double BELOW = 11;

  /// Points nearer to the one drawn before than this, in points of the sheet, are left out.
  private static final double NOTICEABLE = 0.1;

  void draw(Mark mark) {
    switch (mark) {
      case Mark.Line line -> line(sheet, path(line.points()), line.swatch());
      case Mark.Shade shade -> sheet.fill(area(shade.points()), faint(shade.color()));
      case Mark.Point point -> dot(sheet, across(point.x()), down(point.y()), point.swatch());
      case Mark.Note note ->
          sheet.text(
              note.text(),
              across(note.x()) + BESIDE,
              Frame.PLOT.getMinY() + BELOW,
              Theme.LABEL,
              Align.START);
    }
  }

  double across(double value) {
    return Frame.PLOT.getMinX() + x.position(value) * Frame.PLOT.getWidth();
  }

  double down(double value) {
    return Frame.PLOT.getMaxY() - y.position(value) * Frame.PLOT.getHeight();
  }

  private Path2D path(Polyline points) {
    Path2D path = new Path2D.Double();
    path.moveTo(across(points.x(0)), down(points.y(0)));
    for (int i = 1; i < points.size(); i++) {
      double nextX = across(points.x(i));
      double nextY = down(points.y(i));
      boolean last = i == points.size() - 1;
      if (last || path.getCurrentPoint().distance(nextX, nextY) >= NOTICEABLE) {
        path.lineTo(nextX, nextY);
      }
    }
    return path;
  }

  private Path2D area(Polyline points) {
    Path2D area = path(points);
    area.lineTo(across(points.x(points.size() - 1)), Frame.PLOT.getMaxY());
    area.lineTo(across(points.x(0)), Frame.PLOT.getMaxY());
    area.closePath();
    return area;
  }

  static void line(Sheet sheet, Shape path, Swatch.Line swatch) {
    switch (swatch) {
      case Swatch.Solid solid -> sheet.line(path, solid.color(), solid.width());
      case Swatch.Dashed dashed -> sheet.line(path, dashed.color(), dashed.width(), DASHES);
    }
  }

  static void dot(Sheet sheet, double x, double y, Swatch.Dot dot) {
    sheet.fill(circle(x, y, RIM), Color.WHITE);
    sheet.fill(circle(x, y, DOT), dot.color());
  }

  private static Shape circle(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  private static Color faint(Color color) {
    return new Color(
        color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * FAINT));
  }
}
