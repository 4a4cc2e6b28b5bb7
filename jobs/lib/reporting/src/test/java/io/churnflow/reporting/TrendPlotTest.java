package io.churnflow.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.reporting.chart.LegendEntry;
import io.churnflow.reporting.chart.Swatch;
import io.churnflow.reporting.chart.Theme;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrendPlotTest {
  /// The y axis ends there: a fifteenth and a half above the greatest value that is drawn.
  private static final double TOP = 0.6;

  private static double across(double place) {
    return (place + 0.5) / 3;
  }

  @Test
  void eachSeriesHasItsDotsBesideThoseOfTheOthers() {
    Picture plot = Picture.of(Samples.trend());
    assertEquals(Theme.BLUE, plot.at(across(-0.12), 0.1 / TOP));
    assertEquals(Theme.OTHERS.getFirst(), plot.at(across(0.12), 0.3 / TOP));
  }

  @Test
  void whatIsBeyondTheGreatestValueIsDrawnAtIt() {
    assertEquals(Theme.BLUE, Picture.of(Samples.trend()).at(across(1.88), 0.5 / TOP));
  }

  @Test
  void aGapBreaksTheLine() {
    Picture plot = Picture.of(Samples.trend());
    assertEquals(Theme.BLUE, plot.at(across(0.38), 0.15 / TOP));
    assertTrue(plot.at(across(1.12), 0.35 / TOP).getBlue() > 200, "nothing where it is not known");
  }

  @Test
  void changesAndLimitsAreNamed() {
    String svg = Samples.trend().svg();
    assertTrue(svg.contains(">v5<") && svg.contains(">Limit<") && svg.contains(">0.250<"), svg);
  }

  @Test
  void aSeriesOfAnotherLengthIsRefused() {
    Swatch.Line line = new Swatch.Solid(Theme.BLUE, 2);
    TrendPlot.Series two =
        new TrendPlot.Series(
            LegendEntry.of(line, "two"), line, true, List.of(Optional.empty(), Optional.empty()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TrendPlot("t", "s", "m", List.of("one"), List.of(two), List.of(), List.of(), 1));
  }
}
