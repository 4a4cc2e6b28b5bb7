package io.churnflow.reporting.chart;

import io.churnflow.reporting.draw.Align;
import io.churnflow.reporting.draw.Sheet;
import io.churnflow.reporting.draw.TextStyle;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// A square of coloured cells, one a pair of names: blue above zero, vermillion below, the deeper
/// the further. With many names the letters are small, for readers who zoom in.
///
/// @param title what is shown, for readers who cannot see it
/// @param subtitle of what
/// @param names of the rows, from the top, and of the columns, from the left
/// @param cells by row and column, in [-1, 1]; NaN where there is none
/// @param least what the deepest vermillion stands for
/// @param greatest what the deepest blue stands for
public record HeatMap(
    String title,
    String subtitle,
    List<String> names,
    List<List<Double>> cells,
    String least,
    String greatest)
    implements Drawing {
  private static final int SHEET_WIDTH = 1040;
  private static final double NAMES = 150;
  private static final double LEGEND = 46;
  private static final double LARGEST_CELL = 30;
  private static final double LARGEST_LETTERS = 12;

  /// Shades of either colour: few enough that each is drawn as one shape.
  private static final int SHADES = 10;

  /// Copies the lists.
  ///
  /// @throws IllegalArgumentException for cells that are no square of the names
  public HeatMap {
    names = List.copyOf(names);
    cells = cells.stream().map(List::copyOf).toList();
    int size = names.size();
    if (cells.size() != size || cells.stream().anyMatch(row -> row.size() != size)) {
      throw new IllegalArgumentException(
          "heat map: expected %d rows of %d cells, found others".formatted(size, size));
    }
  }

  @Override
  public int width() {
    return SHEET_WIDTH;
  }

  @Override
  public int height() {
    return (int) Math.ceil(LEGEND + side() * names.size() + longest() + 12);
  }

  private double side() {
    return Math.min(LARGEST_CELL, (SHEET_WIDTH - NAMES - 4) / Math.max(1, names.size()));
  }

  private TextStyle letters() {
    return Theme.LABEL.sized(Math.min(LARGEST_LETTERS, 0.9 * side()));
  }

  private double longest() {
    return Math.min(NAMES, names.stream().mapToDouble(letters()::width).max().orElse(0));
  }

  @Override
  public void draw(Sheet sheet) {
    legend(sheet);
    double side = side();
    double all = side * names.size();
    sheet.fill(new Rectangle2D.Double(NAMES, LEGEND, all, all), Theme.GRID);
    sheet.fill(new Rectangle2D.Double(NAMES + 0.5, LEGEND + 0.5, all - 1, all - 1), Color.WHITE);
    for (int shade = -SHADES; shade <= SHADES; shade++) {
      if (shade != 0) {
        sheet.fill(cellsOf(shade), color(shade));
      }
    }
    TextStyle letters = letters();
    for (int i = 0; i < names.size(); i++) {
      double middle = (i + 0.5) * side + 0.35 * letters.size();
      String name = letters.fit(names.get(i), NAMES - 12);
      sheet.text(name, NAMES - 6, LEGEND + middle, letters, Align.END);
      sheet.textUpwards(name, NAMES + middle, LEGEND + all + 6, letters, Align.END);
    }
  }

  /// Neighbours in a row are drawn as one.
  private Path2D cellsOf(int shade) {
    double side = side();
    Path2D shape = new Path2D.Double();
    for (int row = 0; row < names.size(); row++) {
      int from = 0;
      while (from < names.size()) {
        int to = from;
        while (to < names.size() && shade(cells.get(row).get(to)) == shade) {
          to++;
        }
        if (to > from) {
          shape.append(
              new Rectangle2D.Double(
                  NAMES + from * side, LEGEND + row * side, (to - from) * side, side),
              false);
        }
        from = to + 1;
      }
    }
    return shape;
  }

  private static int shade(double value) {
    return Double.isNaN(value) ? 0 : (int) Math.round(SHADES * value);
  }

  private static Color color(int shade) {
    return Theme.tint(shade > 0 ? Theme.BLUE : Theme.VERMILLION, Math.abs(shade) / (double) SHADES);
  }

  private void legend(Sheet sheet) {
    double width = 14;
    double x = NAMES + 70;
    sheet.text(least, x - 8, 22, Theme.LABEL, Align.END);
    for (int shade = -SHADES; shade <= SHADES; shade++) {
      Color color = shade == 0 ? Theme.GRID : color(shade);
      sheet.fill(new Rectangle2D.Double(x, 10, width, 16), color);
      x += width;
    }
    sheet.text(greatest, x + 8, 22, Theme.LABEL, Align.START);
  }
}
