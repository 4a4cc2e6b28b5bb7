package io.churnflow.learning.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.ClassMetrics;
import io.churnflow.learning.support.Peers;
import org.junit.jupiter.api.Test;

final class MetricsTest {

  @Test
  void equalsScikitLearn() {
    for (JsonNode peer : Peers.cases("metrics")) {
      ClassMetrics metrics = measure(peer);
      metrics
          .byName()
          .forEach((name, value) ->
              assertEquals(peer.get("expected").get(name).asDouble(), value, 1e-12, name));
    }
  }

  @Test
  void countsTheConfusionMatrix() {
    for (JsonNode peer : Peers.cases("metrics")) {
      ClassMetrics metrics = measure(peer);
      JsonNode matrix = peer.get("matrix");
      assertEquals(matrix.get(0).get(0).asLong(), metrics.trueNegatives());
      assertEquals(matrix.get(0).get(1).asLong(), metrics.falsePositives());
      assertEquals(matrix.get(1).get(0).asLong(), metrics.falseNegatives());
      assertEquals(matrix.get(1).get(1).asLong(), metrics.truePositives());
    }
  }

  @Test
  void refusesRowsOfOneClass() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Metrics.of(new byte[] {1, 1}, new double[] {0.1, 0.2}, 0.5));
  }

  @Test
  void refusesAProbabilityThatIsNoNumber() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Metrics.of(new byte[] {0, 1}, new double[] {0.1, Double.NaN}, 0.5));
  }

  private static ClassMetrics measure(JsonNode peer) {
    return Metrics.of(
        Peers.labels(peer.get("labels")),
        Peers.doubles(peer.get("scores")),
        peer.get("threshold").asDouble());
  }
}
