package io.churnflow.reporting.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.contracts.Estimate;
import org.junit.jupiter.api.Test;

class TextsTest {

  @Test
  void whatRoundsToZeroHasNoSign() {
    assertEquals("0.000", Texts.number(-0.0004));
    assertEquals("-0.001", Texts.number(-0.0006));
    assertEquals("25.4 to 27.7 %", Texts.percents(new Estimate(0.265, 0.2544, 0.2766)));
    assertEquals("0.000 to 0.001", Texts.interval(new Estimate(0, -0.0001, 0.001)));
  }
}
