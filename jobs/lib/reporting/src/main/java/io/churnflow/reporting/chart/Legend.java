package io.churnflow.reporting.chart;

import io.churnflow.reporting.draw.Align;
import io.churnflow.reporting.draw.Sheet;
import java.awt.geom.Line2D;
import java.util.List;

/// The column beside the plot: for each entry its swatch, its name, and its details beneath.
final class Legend {
  private static final double SWATCH = 22;
  private static final double GAP = 8;
  private static final double LINE = 17;
  private static final double BETWEEN = 12;

  private Legend() {}

  /// @param top where the first entry starts
  static void draw(Sheet sheet, List<LegendEntry> entries, double top) {
    double y = top;
    for (LegendEntry entry : entries) {
      y = draw(sheet, entry, y) + BETWEEN;
    }
  }

  private static double draw(Sheet sheet, LegendEntry entry, double top) {
    double indent = swatch(sheet, entry.swatch(), top + LINE / 2);
    double x = Frame.LEGEND_X + indent;
    double room = Frame.LEGEND_WIDTH - indent;
    double y = top + LINE - 4;
    sheet.text(Theme.NAME.fit(entry.name(), room), x, y, Theme.NAME, Align.START);
    for (String detail : entry.details()) {
      y += LINE;
      sheet.text(Theme.LABEL.fit(detail, room), x, y, Theme.LABEL, Align.START);
    }
    return y + 4;
  }

  /// Draws the swatch and tells how much room it takes.
  private static double swatch(Sheet sheet, Swatch swatch, double y) {
    double x = Frame.LEGEND_X;
    switch (swatch) {
      case Swatch.Line line -> Marks.line(sheet, new Line2D.Double(x, y, x + SWATCH, y), line);
      case Swatch.Dot dot -> Marks.dot(sheet, x + SWATCH / 2, y, dot);
      case Swatch.None none -> {
        return 0;
      }
    }
    return SWATCH + GAP;
  }
}
