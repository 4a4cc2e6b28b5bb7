package io.churnflow.learning.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.pipeline.ClassWeight;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.LinearModel;
import io.churnflow.learning.LogisticRegression;
import io.churnflow.learning.Workers;
import io.churnflow.learning.support.Peers;
import io.churnflow.learning.support.Telco;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

final class LinearFitTest {
  private static final JsonNode FIRST = Peers.cases("linear").get(0);

  @Test
  void equalsScikitLearnOnFilledScaledAndOneHotColumns() {
    for (JsonNode peer : Peers.cases("linear")) {
      double[] found = fit(peer).probabilities(table(peer));
      assertArrayEquals(Peers.doubles(peer.get("expected")), found, 1e-8);
    }
  }

  @Test
  void givesAMissingNumberTheMedianAndAWeightOfItsOwn() {
    LinearModel model = fit(FIRST);
    NumberTerm spend = (NumberTerm) model.terms().get(1);
    double[] margin = new double[2];
    spend.addTo(Telco.numbers("spend", Double.NaN, spend.scaling().median()), margin);
    assertEquals(spend.missingWeight(), margin[0] - margin[1], 1e-12);
    assertTrue(Math.abs(spend.missingWeight()) > 0.1);
  }

  @Test
  void givesAMissingNumberTheMedianOnlyWhereNoTrainingRowLackedIt() {
    NumberTerm age = (NumberTerm) fit(FIRST).terms().get(0);
    assertEquals(0, age.missingWeight());
  }

  @Test
  void addsNothingForAnUnseenCategoryAndAWeightForAMissingOne() {
    CategoryTerm region = (CategoryTerm) fit(FIRST).terms().get(2);
    double[] margin = new double[2];
    region.addTo(Telco.categories("region", "mars", ""), margin);
    assertArrayEquals(new double[] {0, region.missingWeight()}, margin);
    assertTrue(region.missingWeight() != 0);
  }

  @Test
  void staysFiniteForTheLargestNumbers() {
    LinearModel model = fit(FIRST);
    double most = Double.MAX_VALUE;
    FeatureTable extreme =
        Telco.table(
            Telco.numbers("age", most, -most, most),
            Telco.numbers("spend", -most, most, Double.MIN_VALUE),
            Telco.categories("region", "north", "", "mars"));
    for (double probability : model.probabilities(extreme)) {
      assertTrue(probability >= 0 && probability <= 1);
    }
  }

  @Test
  void takesAColumnOfOneValue() {
    FeatureTable table =
        Telco.table(Telco.numbers("same", 0.1, 0.1, 0.1, 0.1), Telco.numbers("x", 1, 2, 3, 4));
    LinearModel model = fit(table, new byte[] {0, 1, 0, 1}, 1);
    assertEquals(1, ((NumberTerm) model.terms().getFirst()).scaling().deviation());
  }

  private static LinearModel fit(JsonNode peer) {
    return fit(table(peer), Peers.labels(peer.get("labels")), peer.get("l2").asDouble());
  }

  private static LinearModel fit(FeatureTable table, byte[] labels, double l2) {
    try (Workers workers = new Workers(1)) {
      return LinearFit.fit(
          table, labels, new LogisticRegression(l2, 1000, ClassWeight.NONE, Map.of()), workers);
    }
  }

  private static FeatureTable table(JsonNode peer) {
    List<String> dictionary =
        StreamSupport.stream(peer.get("categories").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    return Telco.table(
        Telco.numbers("age", Peers.doubles(peer.get("age"))),
        Telco.numbers("spend", Peers.doubles(peer.get("spend"))),
        new CategoryColumn("region", Peers.ints(peer.get("region")), dictionary));
  }
}
