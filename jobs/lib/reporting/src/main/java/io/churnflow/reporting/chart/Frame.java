package io.churnflow.reporting.chart;

import io.churnflow.reporting.draw.Align;
import io.churnflow.reporting.draw.Sheet;
import io.churnflow.reporting.draw.TextStyle;
import java.awt.geom.Rectangle2D;

/// Where the parts of a chart stand on its sheet of 640 by 480 points: title and subtitle on top, a
/// square plot on the left, so that diagonals are diagonal, and the legend beside it, where it
/// hides nothing.
final class Frame {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;
  static final Rectangle2D PLOT = new Rectangle2D.Double(72, 78, 346, 346);
  static final double LEGEND_X = 444;
  static final double LEGEND_WIDTH = 172;

  private static final double MARGIN = 24;
  private static final double TITLE_Y = 37;
  private static final double SUBTITLE_Y = 58;
  private static final double SMALLEST = 0.75;

  private Frame() {}

  /// Title and subtitle.
  static void heading(Sheet sheet, String title, String subtitle) {
    heading(sheet, title, TITLE_Y, Theme.TITLE);
    heading(sheet, subtitle, SUBTITLE_Y, Theme.SUBTITLE);
  }

  /// Too long a line is first made smaller, then cut.
  private static void heading(Sheet sheet, String text, double y, TextStyle style) {
    double room = WIDTH - 2 * MARGIN;
    double shrink = Math.clamp(room / style.width(text), SMALLEST, 1);
    TextStyle shrunk = style.sized(style.size() * shrink);
    sheet.text(shrunk.fit(text, room), MARGIN, y, shrunk, Align.START);
  }

  /// Titles of both axes; `gap` is the room that labels take between plot and title.
  static void axisTitles(Sheet sheet, String x, String y, double gap) {
    double below = PLOT.getMaxY() + gap + 14;
    double beside = PLOT.getMinX() - gap - 12;
    sheet.text(x, PLOT.getCenterX(), below, Theme.AXIS_TITLE, Align.MIDDLE);
    sheet.textUpwards(y, beside, PLOT.getCenterY(), Theme.AXIS_TITLE, Align.MIDDLE);
  }
}
