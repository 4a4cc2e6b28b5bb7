package io.churnflow.reporting.chart;

import io.churnflow.reporting.draw.Sheet;
import io.churnflow.reporting.draw.SvgSheet;

/// What can be drawn on a sheet, which has 640 by 480 points unless it says otherwise.
public sealed interface Drawing permits Chart, CellGrid, Columns, HeatMap {
  /// What is shown.
  String title();

  /// Of what: model, data, rows.
  String subtitle();

  /// Width of the sheet, in points.
  default int width() {
    return Frame.WIDTH;
  }

  /// Height of the sheet, in points.
  default int height() {
    return Frame.HEIGHT;
  }

  /// Draws all of it.
  void draw(Sheet sheet);

  /// The drawing as an SVG element.
  default String svg() {
    SvgSheet sheet = new SvgSheet(width(), height());
    draw(sheet);
    return sheet.element(title() + ": " + subtitle());
  }
}
