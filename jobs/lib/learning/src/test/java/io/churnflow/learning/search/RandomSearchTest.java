package io.churnflow.learning.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.contracts.pipeline.SearchRange;
import io.churnflow.learning.CrossFit;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.FitProgress;
import io.churnflow.learning.FoldFits;
import io.churnflow.learning.Folds;
import io.churnflow.learning.Labels;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.Recipe;
import io.churnflow.learning.Workers;
import io.churnflow.learning.support.Telco;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RandomSearchTest {
  private static final Telco TELCO = few();

  private static Telco few() {
    Telco all = Telco.read();
    int[] rows = IntStream.range(0, 1200).toArray();
    return new Telco(all.features().select(rows), Labels.select(all.labels(), rows));
  }

  private static List<Learner> learners(String algorithm, int count) {
    boolean linear = algorithm.equals("logistic-regression");
    Map<String, Object> given = linear ? Map.of() : Map.of("trees", 8);
    return RandomSearch.draw(algorithm, given, Map.of(), count, 3);
  }

  private static RandomSearch.Found run(
      List<Learner> learners, int threads, BooleanSupplier timeIsUp) {
    try (Workers workers = new Workers(threads)) {
      FoldFits fits = fits(learners, workers);
      return new RandomSearch(learners, Recipe.ALL, Metric.PR_AUC).run(fits, timeIsUp, trial -> {});
    }
  }

  private static FoldFits fits(List<Learner> learners, Workers workers) {
    return new FoldFits(
        learners.getFirst().prepare(TELCO.features(), workers),
        TELCO.labels(),
        Folds.stratified(TELCO.labels(), 3, 9),
        new FitContext(9, workers, FitProgress.none()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"logistic-regression", "random-forest", "gradient-boosting"})
  void givesTheSameBitsWithOneThreadAndWithTwo(String algorithm) {
    RandomSearch.Found one = run(learners(algorithm, 5), 1, () -> false);
    RandomSearch.Found two = run(learners(algorithm, 5), 2, () -> false);
    assertEquals(one.trials(), two.trials());
    assertArrayEquals(one.fit().outOfFold(), two.fit().outOfFold());
    assertArrayEquals(
        one.fit().model().probabilities(TELCO.features()),
        two.fit().model().probabilities(TELCO.features()));
  }

  /// The table that was binned once for all trials gives what a table of a trial's own gives.
  @Test
  void findsWhatTheBestTrialAloneFinds() {
    RandomSearch.Found found = run(learners("gradient-boosting", 5), 2, () -> false);
    Trial best = found.best();
    found.trials().forEach(trial -> assertTrue(trial.mean() <= best.mean(), trial.toString()));
    try (Workers workers = new Workers(2)) {
      Learner alone = learners("gradient-boosting", 5).get(best.number() - 1);
      CrossFit fit =
          CrossFit.of(
              alone,
              TELCO.features(),
              TELCO.labels(),
              3,
              new FitContext(9, workers, FitProgress.none()));
      assertArrayEquals(fit.outOfFold(), found.fit().outOfFold());
      assertArrayEquals(
          fit.model().probabilities(TELCO.features()),
          found.fit().model().probabilities(TELCO.features()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"logistic-regression", "gradient-boosting"})
  void findsTheSameWhereTrialsAreMeasuredInParts(String algorithm) {
    List<Learner> learners = learners(algorithm, 5);
    RandomSearch.Found whole = run(learners, 2, () -> false);
    try (Workers workers = new Workers(2)) {
      FoldFits fits = fits(learners, workers);
      RandomSearch search = new RandomSearch(learners, Recipe.ALL, Metric.PR_AUC);
      List<Trial> parts = new ArrayList<>(search.part(fits, 0, 2, () -> false, trial -> {}));
      parts.addAll(search.part(fits, 2, 5, () -> false, trial -> {}));
      assertEquals(whole.trials(), parts);
      RandomSearch.Found found = search.finish(fits, parts);
      assertEquals(whole.best(), found.best());
      assertArrayEquals(whole.fit().outOfFold(), found.fit().outOfFold());
      assertArrayEquals(
          whole.fit().model().probabilities(TELCO.features()),
          found.fit().model().probabilities(TELCO.features()));
    }
  }

  @Test
  void refusesTrialsThatMeasureOtherwiseHere() {
    List<Learner> learners = learners("logistic-regression", 2);
    try (Workers workers = new Workers(1)) {
      FoldFits fits = fits(learners, workers);
      RandomSearch search = new RandomSearch(learners, Recipe.ALL, Metric.PR_AUC);
      Trial one = search.part(fits, 0, 1, () -> false, trial -> {}).getFirst();
      Trial other = new Trial(1, one.parameters(), 0.99, one.deviation(), one.steps());
      assertThrows(IllegalStateException.class, () -> search.finish(fits, List.of(other)));
    }
  }

  @Test
  void measuresTheFirstTrialsWhereTimeRunsOut() {
    List<Trial> all = run(learners("logistic-regression", 6), 1, () -> false).trials();
    List<Boolean> asked = new ArrayList<>();
    RandomSearch.Found cut =
        run(
            learners("logistic-regression", 6),
            1,
            () -> {
              asked.add(true);
              return asked.size() > 2;
            });
    assertEquals(all.subList(0, 3), cut.trials());
  }

  @Test
  void triesTheFilesOwnParametersFirstAndTheSameOnesHoweverManyThereAre() {
    List<Learner> few = learners("random-forest", 3);
    List<Learner> many = learners("random-forest", 9);
    assertEquals("5", few.getFirst().parameters().get("min_leaf"));
    assertEquals(few, many.subList(0, 3));
    assertEquals(9, many.stream().distinct().count());
  }

  @Test
  void refusesASpaceThatTheAlgorithmDoesNotTake() {
    Map<String, SearchRange> space = Map.of("leafs", SearchRange.integers(1, 5));
    assertThrows(
        IllegalArgumentException.class,
        () -> RandomSearch.draw("random-forest", Map.of(), space, 2, 1));
  }

  @Test
  void drawsWithinTheRange() {
    Randomness random = new Randomness(1);
    int[] seen = new int[4];
    for (int i = 0; i < 4000; i++) {
      seen[((Number) Draws.draw(SearchRange.integers(0, 3), random)).intValue()]++;
      double value = (double) Draws.draw(SearchRange.logarithmic(0.01, 100), random);
      assertTrue(value >= 0.01 && value <= 100, () -> value + "");
    }
    IntStream.of(seen).forEach(count -> assertEquals(1000, count, 150));
    assertTrue(List.of("a", "b").contains(Draws.draw(SearchRange.of("a", "b"), random)));
    assertEquals(7L, Draws.draw(SearchRange.logarithmicIntegers(7, 7), random));
  }

  @Test
  void stopsEarlyInTheFoldAndGrowsTheMiddleNumberOfTreesOnAllRows() {
    Map<String, Object> given = Map.of("trees", 300, "learning_rate", 0.3, "early_stopping", 10);
    RandomSearch.Found found =
        run(RandomSearch.draw("gradient-boosting", given, Map.of(), 1, 3), 2, () -> false);
    int trees =
        Integer.parseInt(Objects.requireNonNull(found.fit().learner().parameters().get("trees")));
    assertTrue(trees > 0 && trees < 100, trees + " trees");
    assertEquals("300", found.best().parameters().get("trees"));
  }
}
