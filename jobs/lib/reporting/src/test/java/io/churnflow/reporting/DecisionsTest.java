package io.churnflow.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DecisionsTest {
  private static final double EXACT = 1e-15;

  @Test
  void derivesEveryShareFromTheCounts() {
    Decisions decisions = Samples.DECISIONS;
    assertEquals(0.5, decisions.precision(), EXACT);
    assertEquals(0.8, decisions.recall(), EXACT);
    assertEquals(0.25, decisions.falsePositiveRate(), EXACT);
    assertEquals(2 * 0.5 * 0.8 / 1.3, decisions.f1(), EXACT);
    assertEquals(320 / 420.0, decisions.accuracy(), EXACT);
  }

  @Test
  void anUndefinedShareIsNotANumber() {
    Decisions none = new Decisions(1, 0, 0, 10, 0);
    assertTrue(Double.isNaN(none.precision()));
    assertTrue(Double.isNaN(none.recall()));
    assertTrue(Double.isNaN(none.f1()));
    assertEquals("–", Numbers.metric(none.precision()));
  }

  @Test
  void refusesANegativeCount() {
    assertThrows(IllegalArgumentException.class, () -> new Decisions(0.5, 1, -1, 1, 1));
  }

  @Test
  void refusesAThresholdThatIsNotAProbability() {
    assertThrows(IllegalArgumentException.class, () -> new Decisions(Double.NaN, 1, 1, 1, 1));
  }

  @Test
  void writesCountsAndSharesTheSameInEveryCountry() {
    assertEquals("1,234,567", Numbers.count(1_234_567));
    assertEquals("12.3%", Numbers.percent(0.1234));
    assertEquals("0.866", Numbers.metric(0.8659));
  }
}
