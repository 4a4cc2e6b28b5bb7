package io.churnflow.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.reporting.chart.Polyline;
import io.churnflow.reporting.chart.Theme;
import java.awt.Color;
import org.junit.jupiter.api.Test;

class EdgeCasesTest {
  private static final Decisions NOTHING = new Decisions(0, 0, 0, 0, 0);
  private static final Decisions PERFECT = new Decisions(0.5, 100, 0, 300, 0);

  @Test
  void drawsACurveOfTwoPoints() {
    RocPlot roc = new RocPlot("ROC curve", "", Polyline.between(0, 0, 1, 1), 0.5, NOTHING);
    assertEquals(Theme.BLUE, Picture.of(roc).at(0.5, 0.5));
  }

  @Test
  void drawsAPerfectCurveAlongTheEdge() {
    Polyline curve = Polyline.of(new double[] {0, 0, 1}, new double[] {0, 1, 1});
    Picture roc = Picture.of(new RocPlot("ROC curve", "", curve, 1, PERFECT));
    assertEquals(Theme.BLUE, roc.at(0, 0.5));
    assertEquals(Theme.BLUE, roc.at(0.5, 1));
    assertEquals(Theme.VERMILLION, roc.at(0, 1));
  }

  @Test
  void marksNoThresholdThatCallsNoRowPositive() {
    Decisions none = new Decisions(1, 0, 0, 300, 100);
    PrecisionRecallPlot sample = Samples.precisionRecall();
    Picture plot =
        Picture.of(new PrecisionRecallPlot("Precision-recall", "", sample.curve(), 0.55, none));
    for (double precision = 0.01; precision < 1; precision += 0.01) {
      assertFalse(Theme.VERMILLION.equals(plot.at(0.8, precision)), "a mark at recall 0.8");
    }
  }

  @Test
  void cutsALongNameInsideThePicture() {
    String name = "gradient-boosting with every feature that anyone ever thought of ".repeat(5);
    Picture plot = Picture.of(new ConfusionMatrixPlot(name, name, name, name, Samples.DECISIONS));
    assertTrue(plot.hasInk(48, 40, 1184, 90), "title and subtitle");
    assertFalse(plot.hasInk(1240, 0, 40, 960), "the right margin");
    assertFalse(plot.hasInk(0, 0, 40, 960), "the left margin");
  }

  @Test
  void drawsAMatrixOfNothing() {
    Picture plot = Picture.of(new ConfusionMatrixPlot("Confusion matrix", "", "1", "0", NOTHING));
    assertEquals(plot.at(0.05, 0.95), plot.at(0.95, 0.05));
  }

  @Test
  void keepsHugeCountsInsideTheirCells() {
    long huge = 9_876_543_210_987L;
    Decisions decisions = new Decisions(0.5, huge, huge, huge, huge);
    Picture plot = Picture.of(new ConfusionMatrixPlot("Confusion matrix", "", "1", "0", decisions));
    assertEquals(Color.WHITE, plot.at(0.5, 0.7), "the gap between two cells");
  }

  @Test
  void refusesACurveOutsideTheUnitSquare() {
    Polyline curve = Polyline.between(0, 0, 1, 1.5);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new RocPlot("ROC", "", curve, 0.5, NOTHING));
    assertEquals(
        "curve: expected shares in [0, 1] by rising x, found (1.0, 1.5) at point 1",
        refused.getMessage());
  }
}
