package io.churnflow.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.learning.support.Telco;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CrossFitTest {
  private static final Telco TELCO = few();

  @ParameterizedTest
  @ValueSource(strings = {"logistic-regression", "random-forest", "gradient-boosting"})
  void givesTheSameBitsWithOneThreadAndWithTwo(String algorithm) {
    CrossFit one = fit(learner(algorithm), 1, 9);
    CrossFit two = fit(learner(algorithm), 2, 9);
    assertArrayEquals(one.outOfFold(), two.outOfFold());
    assertArrayEquals(
        one.model().probabilities(TELCO.features()), two.model().probabilities(TELCO.features()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"logistic-regression", "random-forest", "gradient-boosting"})
  void fitsEncoderAndModelOnTheOtherFoldsOnly(String algorithm) {
    Learner learner = learner(algorithm);
    CrossFit crossFit = fit(learner, 2, 9);
    try (Workers workers = new Workers(1)) {
      FitContext context = new FitContext(9, workers, FitProgress.none());
      int[] outside = crossFit.folds().outside(1);
      int[] inside = crossFit.folds().inside(1);
      // Labels of the fold that would ruin whatever looked at them.
      byte[] labels = TELCO.labels().clone();
      IntStream.of(inside).forEach(row -> labels[row] = 77);
      FittedModel alone =
          learner.fit(
              learner.prepare(TELCO.features(), workers), outside, labels, context.derive(1));
      double[] expected = alone.probabilities(TELCO.features().select(inside));
      double[] found = IntStream.of(inside).mapToDouble(row -> crossFit.outOfFold()[row]).toArray();
      assertArrayEquals(expected, found);
    }
  }

  @Test
  void tellsOfEveryStep() {
    AtomicInteger steps = new AtomicInteger();
    Learner learner = learner("random-forest");
    try (Workers workers = new Workers(2)) {
      FitContext context = new FitContext(1, workers, steps::incrementAndGet);
      CrossFit.of(learner, TELCO.features(), TELCO.labels(), 3, context);
    }
    assertEquals(CrossFit.steps(learner, 3), steps.get());
    assertEquals(40, steps.get());
  }

  private static Learner learner(String algorithm) {
    return Learner.of(
        algorithm, algorithm.equals("logistic-regression") ? Map.of() : Map.of("trees", 10));
  }

  private static CrossFit fit(Learner learner, int threads, long seed) {
    try (Workers workers = new Workers(threads)) {
      FitContext context = new FitContext(seed, workers, FitProgress.none());
      return CrossFit.of(learner, TELCO.features(), TELCO.labels(), 3, context);
    }
  }

  private static Telco few() {
    Telco all = Telco.read();
    int[] rows = IntStream.range(0, 1500).toArray();
    return new Telco(all.features().select(rows), Labels.select(all.labels(), rows));
  }
}
