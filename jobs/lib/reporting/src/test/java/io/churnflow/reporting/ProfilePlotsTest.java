package io.churnflow.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfilePlotsTest {

  private static MatrixPlot matrix(List<String> names, List<List<Double>> shades) {
    return new MatrixPlot("Correlations", "", names, shades, "-1", "+1");
  }

  @Test
  void theHistogramPutsLeaversBeneathAndThoseWhoStayedUponThem() {
    String svg =
        new HistogramPlot(
                "tenure",
                List.of(new HistogramPlot.Bin(1, 3), new HistogramPlot.Bin(0, 2)),
                "0",
                "72")
            .svg();
    // The plot is 404 wide and 106 high from (8, 20): a quarter of the highest column is 26.5.
    assertTrue(svg.contains("<path d=\"M8.75 99.50L209.25 99.50L209.25 126"), svg);
    assertTrue(svg.contains("M8.75 20L209.25 20L209.25 99.50"), svg);
    assertTrue(svg.contains("M210.75 73L411.25 73L411.25 126"), svg);
    assertTrue(svg.contains("highest: 4 rows"), svg);
  }

  @Test
  void theHistogramOfNothingIsDrawn() {
    String svg = new HistogramPlot("x", List.of(new HistogramPlot.Bin(0, 0)), "0", "0").svg();
    assertFalse(svg.contains("NaN"), svg);
  }

  @Test
  void theMatrixIsBlueAboveZeroAndVermillionBelowAndEmptyWhereThereIsNothing() {
    String svg =
        matrix(
                List.of("a", "b", "c"),
                List.of(
                    List.of(1.0, 1.0, Double.NaN),
                    List.of(1.0, 1.0, -1.0),
                    List.of(Double.NaN, -1.0, 0.04)))
            .svg();
    // Two neighbours of one colour are one rectangle of 60.
    assertTrue(svg.contains("<path d=\"M150 46L210 46L210 76"), svg);
    assertTrue(svg.contains("M210 76L240 76L240 106L210 106L210 76ZM180 106"), svg);
    assertEquals(1, svg.split("fill=\"#d55e00\"", -1).length - 2, svg);
  }

  @Test
  void aMatrixOfManyColumnsFitsThePage() {
    List<String> names = Collections.nCopies(200, "a_long_name_of_a_column_that_is_cut");
    List<List<Double>> shades = Collections.nCopies(200, Collections.nCopies(200, 0.5));
    String svg = matrix(names, shades).svg();
    assertTrue(svg.contains("viewBox=\"0 0 1040 "), svg);
    assertTrue(svg.length() < 200_000, "length " + svg.length());
  }

  @Test
  void refusesAMatrixThatIsNoSquare() {
    MatrixPlot wrong = matrix(List.of("a", "b"), List.of(List.of(1.0, 0.0)));
    assertThrows(IllegalArgumentException.class, wrong::svg);
  }
}
