package io.churnflow.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.reporting.chart.Axis;
import io.churnflow.reporting.chart.Theme;
import java.util.List;
import org.junit.jupiter.api.Test;

class WinnersPlotsTest {

  @Test
  void reliabilityMarksEachBin() {
    Picture plot = Picture.of(Samples.reliability());
    assertEquals(Theme.BLUE, plot.at(0.2, 0.1));
    assertEquals(Theme.BLUE, plot.at(0.7, 0.8));
    // The end of the second bin's interval.
    assertTrue(plot.at(0.7, 0.89).getRed() < 150, "an interval above the bin");
  }

  @Test
  void gainsMarkTheThreshold() {
    Picture plot = Picture.of(Samples.gains());
    // 160 of 420 are called, which reaches 80 % of the leavers.
    assertEquals(Theme.VERMILLION, plot.at(160 / 420.0, 0.8));
    assertEquals(Theme.BLUE, plot.at(0.2, 0.5));
  }

  @Test
  void liftFallsToOne() {
    Picture plot = Picture.of(Samples.lift());
    // The axis ends at 2.5; the lift falls from 1.8 at a half to 1 at the end.
    assertEquals(Theme.BLUE, plot.at(0.9, 1.16 / 2.5));
    assertEquals(Theme.VERMILLION, plot.at(160 / 420.0, 2.1 / 2.5));
  }

  @Test
  void scoresShowBothClassesAndTheThreshold() {
    Picture plot = Picture.of(Samples.scores());
    assertEquals(Theme.GREY, plot.at(0.25, 1));
    assertEquals(Theme.BLUE, plot.at(0.75, 0.75));
  }

  @Test
  void anAxisEndsAtARoundNumberAboveTheGreatestValue() {
    assertEquals(List.of("0.0", "0.5", "1.0", "1.5", "2.0", "2.5"), labels(2.1));
    assertEquals(List.of("0", "1", "2", "3", "4"), labels(3.7));
    assertEquals(List.of("0.00", "0.02", "0.04", "0.06", "0.08", "0.10"), labels(0.1));
    assertEquals(List.of("0", "5", "10", "15", "20"), labels(18));
  }

  private static List<String> labels(double greatest) {
    return Axis.upTo("Lift", greatest).ticks().stream().map(Axis.Tick::label).toList();
  }
}
