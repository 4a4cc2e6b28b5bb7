package io.churnflow.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.contracts.pipeline.SearchRange;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LearnerTest {

  @Test
  void takesTheSamplePipelinesParameters() {
    Learner forest =
        Learner.of("random-forest", Map.of("trees", 200, "min_leaf", 5, "max_depth", 20));
    assertEquals(
        Map.of(
            "trees", "200",
            "min_leaf", "5",
            "max_depth", "20",
            "max_features", "0",
            "class_weight", "none"),
        forest.parameters());
    assertEquals(200, forest.steps());
  }

  /// A boosting that has few trees is not tried with a rate that needs many.
  @ParameterizedTest
  @CsvSource({"10, 0.1", "50, 0.08", "100, 0.04", "200, 0.02", "1000, 0.02"})
  void looksForARateThatItsTreesCanLearnBy(int trees, double lowest) {
    Learner boosting = Learner.of("gradient-boosting", Map.of("trees", trees));
    assertEquals(SearchRange.logarithmic(lowest, 0.2), boosting.space().get("learning_rate"));
  }

  @Test
  void fillsInDefaults() {
    assertEquals(
        Map.of("l2", "1.0", "max_iterations", "1000", "class_weight", "none"),
        Learner.of("logistic-regression", Map.of()).parameters());
  }

  @Test
  void takesAWholeNumberWhereANumberIsExpected() {
    assertEquals("2.0", Learner.of("logistic-regression", Map.of("l2", 2)).parameters().get("l2"));
  }

  @Test
  void refusesAnUnknownAlgorithm() {
    assertEquals(
        "algorithm: expected one of logistic-regression, random-forest, gradient-boosting, found 'svm'",
        messageOf("svm", Map.of()));
  }

  @Test
  void refusesAnUnknownParameter() {
    assertEquals(
        "leafs: expected one of class_weight, max_depth, max_features, min_leaf, trees, found an unknown parameter",
        messageOf("random-forest", Map.of("leafs", 3)));
  }

  @Test
  void refusesAValueOutOfRange() {
    assertEquals(
        "trees: expected a whole number from 1 to 10000, found -3",
        messageOf("gradient-boosting", Map.of("trees", -3)));
  }

  @Test
  void refusesAFractionWhereAWholeNumberIsExpected() {
    assertEquals(
        "trees: expected a whole number from 1 to 10000, found 2.5",
        messageOf("random-forest", Map.of("trees", 2.5)));
  }

  @Test
  void refusesTextWhereANumberIsExpected() {
    assertEquals(
        "learning_rate: expected a number from 1.0E-4 to 1.0, found fast",
        messageOf("gradient-boosting", Map.of("learning_rate", "fast")));
  }

  private static String messageOf(String algorithm, Map<String, Object> parameters) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> Learner.of(algorithm, parameters))
            .getMessage());
  }
}
