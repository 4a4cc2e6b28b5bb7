package io.churnflow.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SvgTest {

  @Test
  void everyPlotIsAWellFormedElement() throws Exception {
    for (Plot plot : Samples.all()) {
      Element svg = parsed(plot);
      assertEquals("svg", svg.getTagName());
      assertEquals("0 0 640 480", svg.getAttribute("viewBox"));
      assertTrue(svg.getElementsByTagName("path").getLength() > 2);
      assertTrue(plot.svg().length() < 60_000, () -> "characters: " + plot.svg().length());
    }
  }

  @Test
  void titleAndLegendAreTexts() throws Exception {
    String words = parsed(Samples.reliability()).getTextContent();

    assertTrue(words.contains("Calibration"), words);
    assertTrue(words.contains("Before calibration"), words);
  }

  @Test
  void aHostileLabelStaysAText() throws Exception {
    String hostile = "<script>alert(\"1\")</script>";
    Plot plot = new ConfusionMatrixPlot("t", hostile, hostile, "No", Samples.DECISIONS);

    assertFalse(plot.svg().contains("<script"));
    assertTrue(parsed(plot).getTextContent().contains("<script>"));
  }

  private static Element parsed(Plot plot) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(plot.svg().getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }
}
