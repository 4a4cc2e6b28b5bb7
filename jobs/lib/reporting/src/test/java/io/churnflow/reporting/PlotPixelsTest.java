package io.churnflow.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.reporting.chart.Theme;
import java.awt.Color;
import org.junit.jupiter.api.Test;

class PlotPixelsTest {
  private static final Color SHADE = new Color(0xE5F0F7);

  @Test
  void rocCurvePassesThroughItsPoints() {
    Picture roc = Picture.of(Samples.roc());
    assertEquals(Theme.BLUE, roc.at(0.125, 0.4));
    assertEquals(Theme.BLUE, roc.at(0.625, 0.9));
    assertEquals(Color.WHITE, roc.at(0.1, 0.5));
    assertShaded(roc.at(0.5, 0.3));
  }

  @Test
  void rocMarksTheChosenThresholdAndTheDiagonal() {
    Picture roc = Picture.of(Samples.roc());
    assertEquals(Theme.VERMILLION, roc.at(0.25, 0.8));
    assertTrue(darkest(roc, 0.7, 0.7) < 180, "a dash of the diagonal near (0.7, 0.7)");
  }

  @Test
  void precisionRecallCurveIsStairs() {
    Picture curve = Picture.of(Samples.precisionRecall());
    assertEquals(Theme.BLUE, curve.at(0, 0.9));
    assertEquals(Theme.BLUE, curve.at(0.3, 0.75));
    assertEquals(Theme.BLUE, curve.at(0.4, 0.65));
    assertEquals(Theme.BLUE, curve.at(0.5, 0.5));
    assertEquals(Theme.BLUE, curve.at(0.8, 0.35));
    assertEquals(Color.WHITE, curve.at(0.3, 0.85));
    assertShaded(curve.at(0.3, 0.65));
  }

  @Test
  void precisionRecallMarksTheChosenThresholdAndThePrevalence() {
    Picture curve = Picture.of(Samples.precisionRecall());
    assertEquals(Theme.VERMILLION, curve.at(0.8, 0.5));
    double prevalence = 100.0 / 420;
    assertTrue(darkest(curve, 0.5, prevalence) < 180, "a dash of the prevalence line");
  }

  @Test
  void fullerCellsAreDarker() {
    Picture matrix = Picture.of(Samples.confusionMatrix());
    int trueNegatives = matrix.at(0.05, 0.95).getRed();
    int falsePositives = matrix.at(0.95, 0.95).getRed();
    int falseNegatives = matrix.at(0.05, 0.05).getRed();
    int truePositives = matrix.at(0.95, 0.05).getRed();
    assertTrue(truePositives < trueNegatives, "recall 0.8 against 0.75 of the negatives");
    assertTrue(trueNegatives < falsePositives);
    assertTrue(falsePositives < falseNegatives, "0.25 against 0.2");
  }

  @Test
  void aDifferentThresholdMovesTheMark() {
    RocPlot roc = Samples.roc();
    Decisions stricter = new Decisions(0.6, 40, 40, 280, 60);
    RocPlot moved = new RocPlot(roc.title(), roc.subtitle(), roc.curve(), roc.auc(), stricter);
    assertEquals(Theme.VERMILLION, Picture.of(moved).at(0.125, 0.4));
    assertNotEquals(Theme.VERMILLION, Picture.of(moved).at(0.25, 0.8));
  }

  private static void assertShaded(Color found) {
    assertTrue(
        Math.abs(found.getRed() - SHADE.getRed()) <= 2
            && Math.abs(found.getBlue() - SHADE.getBlue()) <= 2,
        () -> "expected about " + SHADE + ", found " + found);
  }

  /// The line is dashed: looked for over more than a dash and a gap.
  private static int darkest(Picture picture, double x, double y) {
    int darkest = 255;
    for (int step = 0; step < 40; step++) {
      double along = x + step / 1000.0;
      darkest = Math.min(darkest, picture.at(along, y == x ? along : y).getRed());
    }
    return darkest;
  }
}
