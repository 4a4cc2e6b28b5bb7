package io.churnflow.reporting.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void coversLossesAndGainsByRoundSteps() {
    Axis axis = Axis.covering("Profit", -7400, 5200);
    assertEquals(-10_000, axis.from());
    assertEquals(10_000, axis.to());
    assertEquals(List.of("-10000", "-5000", "0", "5000", "10000"), labels(axis));
  }

  @Test
  void beginsAtNothingWhereNothingIsLost() {
    Axis axis = Axis.upTo("Lift", 2.3);
    assertEquals(0, axis.from());
    assertEquals(List.of("0.0", "0.5", "1.0", "1.5", "2.0", "2.5"), labels(axis));
  }

  private static List<String> labels(Axis axis) {
    return axis.ticks().stream().map(Axis.Tick::label).toList();
  }
}
