package io.churnflow.learning.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.ProfitCurve;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.Amount;
import io.churnflow.contracts.pipeline.Threshold;
import io.churnflow.learning.Randomness;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class ThresholdRulesTest {
  private static final int ROWS = 60;

  private final byte[] labels = new byte[ROWS];
  private final double[] scores = new double[ROWS];
  private final double[] charges = new double[ROWS];

  private void random(RepetitionInfo repetition) {
    Randomness random = new Randomness(repetition.getCurrentRepetition());
    for (int row = 0; row < ROWS; row++) {
      scores[row] = random.nextInt(40) / 40.0;
      labels[row] = (byte) (row == 0 || random.nextInt(40) < 40 * scores[row] ? 1 : 0);
      charges[row] = random.nextInt(100);
    }
  }

  private ClassMetrics at(double threshold) {
    return Metrics.of(labels, scores, threshold);
  }

  @RepeatedTest(30)
  void minimumRecallHasTheHighestPrecisionOfAllThatReachIt(RepetitionInfo repetition) {
    random(repetition);
    ClassMetrics chosen = at(new MinimumRecall(0.8).choose(labels, scores));
    double best =
        Arrays.stream(scores)
            .mapToObj(this::at)
            .filter(metrics -> metrics.recall() >= 0.8)
            .mapToDouble(ClassMetrics::precision)
            .max()
            .orElseThrow();
    assertTrue(chosen.recall() >= 0.8, chosen.toString());
    assertEquals(best, chosen.precision());
  }

  @RepeatedTest(30)
  void minimumPrecisionHasTheHighestRecallOfAllThatReachIt(RepetitionInfo repetition) {
    random(repetition);
    double least = 0.6;
    double best =
        Arrays.stream(scores)
            .mapToObj(this::at)
            .filter(metrics -> metrics.precision() >= least)
            .mapToDouble(ClassMetrics::recall)
            .max()
            .orElse(-1);
    if (best < 0) {
      assertThrows(
          UnreachableException.class, () -> new MinimumPrecision(least).choose(labels, scores));
    } else {
      ClassMetrics chosen = at(new MinimumPrecision(least).choose(labels, scores));
      assertTrue(chosen.precision() >= least, chosen.toString());
      assertEquals(best, chosen.recall());
    }
  }

  @Test
  void saysTheHighestPrecisionWhereTheMinimumIsOutOfReach() {
    UnreachableException failure =
        assertThrows(
            UnreachableException.class,
            () ->
                new MinimumPrecision(0.9)
                    .choose(new byte[] {0, 1, 0, 1}, new double[] {0.9, 0.8, 0.7, 0.6}));
    assertTrue(String.valueOf(failure.getMessage()).contains("found 0.5000"), failure.getMessage());
  }

  @RepeatedTest(30)
  void profitIsTheHighestOfAllThresholds(RepetitionInfo repetition) {
    random(repetition);
    Offers offers = Offers.of(profit(), table());
    double chosen = new HighestProfit(offers).choose(labels, scores);
    double best = Arrays.stream(scores).map(this::earned).max().orElseThrow();
    assertEquals(Math.max(best, 0), earned(chosen), 1e-9);
    ProfitCurve curve = offers.curve(labels, scores, chosen);
    assertEquals(1000 * earned(chosen) / ROWS, curve.chosen(), 1e-9);
    assertEquals(1000 * earned(0) / ROWS, curve.treatEverybody(), 1e-9);
    assertEquals(0, curve.treatNobody());
    assertEquals(1, curve.points().getLast().treated());
  }

  private double earned(double threshold) {
    return IntStream.range(0, ROWS)
        .filter(row -> scores[row] >= threshold)
        .mapToDouble(row -> 0.3 * 2 * charges[row] * labels[row] - 10)
        .sum();
  }

  private static Threshold profit() {
    return new Threshold(
        Threshold.Rule.PROFIT,
        null,
        Amount.constant(10),
        Amount.of("charges", 2.0),
        Amount.constant(0.3));
  }

  private Table table() {
    return new Table(List.of(new NumberColumn("charges", NumberColumn.Kind.NUMBER, charges)), ROWS);
  }

  @Test
  void profitCallsNobodyWhereEveryOfferLoses() {
    byte[] few = {0, 0, 1};
    Offers offers = new Offers(new double[] {9, 9, 9}, new double[] {1, 1, 1});
    assertEquals(1, new HighestProfit(offers).choose(few, new double[] {0.2, 0.3, 0.4}));
  }

  @Test
  void refusesAnAmountThatIsMissing() {
    charges[3] = Double.NaN;
    assertThrows(IllegalArgumentException.class, () -> Offers.of(profit(), table()));
  }
}
