package io.churnflow.reporting.chart;

import io.churnflow.reporting.draw.Align;
import io.churnflow.reporting.draw.Sheet;
import io.churnflow.reporting.draw.TextStyle;
import io.churnflow.reporting.draw.Typeface;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// A table of numbers whose cells are darker the fuller they are.
///
/// @param title what is shown
/// @param subtitle of what: model, data, rows
/// @param columnsTitle what the columns are
/// @param columns their names, from the left
/// @param rowsTitle what the rows are
/// @param rows from the top, each as wide as there are columns
/// @param legend what else there is to know
public record CellGrid(
    String title,
    String subtitle,
    String columnsTitle,
    List<String> columns,
    String rowsTitle,
    List<Row> rows,
    List<LegendEntry> legend)
    implements Drawing {
  /// @param name of the row
  /// @param cells from the left
  public record Row(String name, List<Cell> cells) {
    /// Copies the cells.
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /// @param fullness in [0, 1]
  /// @param headline written large
  /// @param lines written beneath it
  public record Cell(double fullness, String headline, List<String> lines) {
    /// Copies the lines.
    public Cell {
      lines = List.copyOf(lines);
    }
  }

  private static final TextStyle HEADLINE = new TextStyle(Typeface.MEDIUM, 28, Theme.INK);
  private static final TextStyle LINE = new TextStyle(Typeface.REGULAR, 13, Theme.INK);
  private static final double GAP = 2;
  private static final double LABEL_ROOM = 24;
  private static final double LABEL_GAP = 12;

  /// From this fullness on, white letters stand out better than dark ones (contrast 4 to 1).
  private static final double DARK = 0.7;

  /// @throws IllegalArgumentException for a row that is not as wide as the columns
  public CellGrid {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    legend = List.copyOf(legend);
    for (Row row : rows) {
      if (row.cells().size() != columns.size()) {
        throw new IllegalArgumentException(
            "row '%s': expected %d cells, found %d"
                .formatted(row.name(), columns.size(), row.cells().size()));
      }
    }
  }

  @Override
  public void draw(Sheet sheet) {
    Frame.heading(sheet, title, subtitle);
    names(sheet);
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        draw(sheet, rows.get(row).cells().get(column), bounds(row, column));
      }
    }
    Frame.axisTitles(sheet, columnsTitle, rowsTitle, LABEL_ROOM);
    Legend.draw(sheet, legend, Frame.PLOT.getMinY());
  }

  private Rectangle2D bounds(int row, int column) {
    double width = (Frame.PLOT.getWidth() + GAP) / columns.size();
    double height = (Frame.PLOT.getHeight() + GAP) / rows.size();
    return new Rectangle2D.Double(
        Frame.PLOT.getMinX() + column * width,
        Frame.PLOT.getMinY() + row * height,
        width - GAP,
        height - GAP);
  }

  private void names(Sheet sheet) {
    for (int column = 0; column < columns.size(); column++) {
      Rectangle2D cell = bounds(0, column);
      String name = Theme.LABEL.fit(columns.get(column), cell.getWidth() - LABEL_GAP);
      double y = Frame.PLOT.getMaxY() + 17;
      sheet.text(name, cell.getCenterX(), y, Theme.LABEL, Align.MIDDLE);
    }
    for (int row = 0; row < rows.size(); row++) {
      Rectangle2D cell = bounds(row, 0);
      String name = Theme.LABEL.fit(rows.get(row).name(), cell.getHeight() - LABEL_GAP);
      double x = Frame.PLOT.getMinX() - 9;
      sheet.textUpwards(name, x, cell.getCenterY(), Theme.LABEL, Align.MIDDLE);
    }
  }

  private static void draw(Sheet sheet, Cell cell, Rectangle2D bounds) {
    sheet.fill(bounds, Theme.tint(Theme.DEEP_BLUE, 0.04 + 0.96 * cell.fullness()));
    Color letters = cell.fullness() >= DARK ? Color.WHITE : Theme.INK;
    double room = bounds.getWidth() - 12;
    double shrink = Math.min(1, room / HEADLINE.width(cell.headline()));
    TextStyle headline = HEADLINE.sized(HEADLINE.size() * shrink).in(letters);
    double y = bounds.getCenterY() - 6;
    sheet.text(cell.headline(), bounds.getCenterX(), y, headline, Align.MIDDLE);
    for (String line : cell.lines()) {
      y += 20;
      sheet.text(LINE.fit(line, room), bounds.getCenterX(), y, LINE.in(letters), Align.MIDDLE);
    }
  }
}
