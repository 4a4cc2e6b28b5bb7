package io.churnflow.reporting.chart;

import io.churnflow.reporting.draw.Sheet;
import io.churnflow.reporting.draw.SvgSheet;

/// What can be drawn on a sheet of 640 by 480 points.
public sealed interface Drawing permits Chart, CellGrid {
  /// What is shown.
  String title();

  /// Of what: model, data, rows.
  String subtitle();

  /// Draws all of it.
  void draw(Sheet sheet);

  /// The drawing as an SVG element.
  default String svg() {
    SvgSheet sheet = new SvgSheet(Frame.WIDTH, Frame.HEIGHT);
    draw(sheet);
    return sheet.element(title() + ": " + subtitle());
  }
}
