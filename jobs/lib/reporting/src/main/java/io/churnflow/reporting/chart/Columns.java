package io.churnflow.reporting.chart;

import io.churnflow.reporting.draw.Align;
import io.churnflow.reporting.draw.Sheet;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/// Small stacked columns without titles, of which many stand on one page.
///
/// @param title what is shown, for readers who cannot see it
/// @param subtitle of what
/// @param columns from the left, at least one
/// @param from what stands under the left end
/// @param to what stands under the right end
/// @param lower colour of the lower parts
/// @param upper colour of the upper parts
public record Columns(
    String title,
    String subtitle,
    List<Column> columns,
    String from,
    String to,
    Color lower,
    Color upper)
    implements Drawing {
  /// A column of two parts.
  ///
  /// @param lower length of the lower part
  /// @param upper length of the upper one
  public record Column(long lower, long upper) {
    long both() {
      return lower + upper;
    }
  }

  private static final int SHEET_WIDTH = 420;
  private static final int SHEET_HEIGHT = 150;
  private static final Rectangle2D PLOT = new Rectangle2D.Double(8, 20, 404, 106);
  private static final double GAP = 1.5;

  /// Copies the columns.
  public Columns {
    columns = List.copyOf(columns);
  }

  @Override
  public int width() {
    return SHEET_WIDTH;
  }

  @Override
  public int height() {
    return SHEET_HEIGHT;
  }

  @Override
  public void draw(Sheet sheet) {
    long most = Math.max(1, columns.stream().mapToLong(Column::both).max().orElse(1));
    sheet.fill(bars(most, column -> 0, Column::lower), lower);
    sheet.fill(bars(most, Column::lower, Column::both), upper);
    sheet.fill(
        new Rectangle2D.Double(PLOT.getMinX(), PLOT.getMaxY(), PLOT.getWidth(), 1), Theme.FRAME);
    double below = PLOT.getMaxY() + 17;
    sheet.text(from, PLOT.getMinX(), below, Theme.LABEL, Align.START);
    sheet.text(to, PLOT.getMaxX(), below, Theme.LABEL, Align.END);
    String highest = String.format(Locale.ROOT, "highest: %,d rows", most);
    sheet.text(highest, PLOT.getMaxX(), 13, Theme.LABEL, Align.END);
  }

  /// All parts of one colour as one shape.
  private Path2D bars(long most, ToLongFunction<Column> bottom, ToLongFunction<Column> top) {
    double width = PLOT.getWidth() / columns.size();
    Path2D bars = new Path2D.Double();
    for (int i = 0; i < columns.size(); i++) {
      double low = PLOT.getHeight() * bottom.applyAsLong(columns.get(i)) / most;
      double high = PLOT.getHeight() * top.applyAsLong(columns.get(i)) / most;
      if (high > low) {
        double x = PLOT.getMinX() + i * width + GAP / 2;
        bars.append(
            new Rectangle2D.Double(x, PLOT.getMaxY() - high, width - GAP, high - low), false);
      }
    }
    return bars;
  }
}
