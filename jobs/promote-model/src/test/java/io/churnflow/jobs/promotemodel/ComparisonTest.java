package io.churnflow.jobs.promotemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.GateMeasurement;
import io.churnflow.contracts.Verdict;
import io.churnflow.contracts.pipeline.Gate;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.learning.Workers;
import io.churnflow.runtime.DataException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Gate GATE = Contest.gate(Metric.ROC_AUC, 0.6, 0.01, 20);
  private static final Workers WORKERS = new Workers(1);
  private static final Contestant GOOD = Contest.good(7, List.of("elsewhere"));
  private static final Contestant BAD = Contest.bad(8, List.of("elsewhere"));

  @Test
  void passesAModelAboveTheMinimumWhereNothingIsInProduction() {
    GateMeasurement measured = measure(GATE, GOOD, null);

    assertEquals(Verdict.PASSED, measured.verdict());
    assertEquals(Contest.ROWS, measured.rows());
    assertNull(measured.champion());
    assertTrue(measured.reason().contains("nothing is in production"), measured.reason());
  }

  @Test
  void refusesAModelBelowTheMinimum() {
    GateMeasurement measured = measure(GATE, BAD, null);

    assertEquals(Verdict.REFUSED, measured.verdict());
    assertTrue(measured.reason().contains("misses the minimum of 0.6000"), measured.reason());
  }

  @Test
  void refusesAModelNoBetterThanGuessingHoweverLowTheMinimum() {
    for (Metric metric : List.of(Metric.ROC_AUC, Metric.PR_AUC)) {
      GateMeasurement first = measure(Contest.gate(metric, 0.01, 1, 20), BAD, null);
      GateMeasurement next =
          measure(Contest.gate(metric, 0.01, 1, 20), BAD, Contest.bad(6, List.of("elsewhere")));

      assertEquals(Verdict.REFUSED, first.verdict());
      assertEquals(Verdict.REFUSED, next.verdict());
      String expected = "meets the minimum of 0.0100 and is no better than guessing (0.5000)";
      assertTrue(first.reason().contains(expected), first.reason());
      assertTrue(next.reason().contains(expected), next.reason());
    }
    for (Metric metric : List.of(Metric.LOG_LOSS, Metric.BRIER)) {
      GateMeasurement lost = measure(Contest.gate(metric, 100, 1, 20), BAD, null);

      assertEquals(Verdict.REFUSED, lost.verdict());
      assertEquals(Verdict.PASSED, measure(Contest.gate(metric, 100, 1, 20), GOOD, null).verdict());
    }
  }

  @Test
  void refusesAModelWorseThanProductionByMoreThanTheMargin() {
    Gate lenient = Contest.gate(Metric.ROC_AUC, 0, 0.01, 20);

    GateMeasurement measured = measure(lenient, BAD, GOOD);

    assertEquals(Verdict.REFUSED, measured.verdict());
    assertTrue(
        measured.reason().contains("worse by more than the margin of 0.0100 is shown"),
        measured.reason());
  }

  @Test
  void passesAModelAsGoodAsProduction() {
    GateMeasurement measured = measure(GATE, GOOD, Contest.good(6, List.of("elsewhere")));

    assertEquals(Verdict.PASSED, measured.verdict());
    assertEquals(measured.champion(), measured.challenger());
  }

  @Test
  void aRetrainingOnTheSameDataPasses() {
    GateMeasurement measured = measure(GATE, GOOD, Contest.good(6, List.of("elsewhere")));

    assertEquals(new Estimate(0, 0, 0), measured.difference());
    assertTrue(
        measured.reason().endsWith("worse by more than the margin of 0.0100 is excluded"),
        measured.reason());
  }

  @Test
  void isInconclusiveWhereSoManyRowsNeitherShowNorExcludeTheMargin() {
    Gate f1 = Contest.gate(Metric.F1, 0.5, 0.01, 20);
    Contestant hasty = Contest.withThreshold(GOOD, 0.45);

    GateMeasurement measured = measure(f1, hasty, GOOD);

    Estimate difference = Objects.requireNonNull(measured.difference());
    assertTrue(difference.low() < -0.01 && difference.high() >= -0.01, difference.toString());
    assertEquals(Verdict.INCONCLUSIVE, measured.verdict());
    assertTrue(measured.reason().contains("neither shown nor excluded"), measured.reason());
  }

  @Test
  void aWiderMarginSettlesWhatANarrowOneCannot() {
    Gate f1 = Contest.gate(Metric.F1, 0.5, 0.2, 20);

    assertEquals(Verdict.PASSED, measure(f1, Contest.withThreshold(GOOD, 0.45), GOOD).verdict());
  }

  @Test
  void theMinimumRefusesWhateverProductionMeasures() {
    Gate strict = Contest.gate(Metric.ROC_AUC, 0.99, 0.01, 20);

    GateMeasurement measured = measure(strict, GOOD, BAD);

    assertEquals(Verdict.REFUSED, measured.verdict());
    assertTrue(measured.reason().contains("misses the minimum"), measured.reason());
  }

  @Test
  void takesASmallerLossForTheBetterOne() {
    Gate loss = Contest.gate(Metric.LOG_LOSS, 0.6, 0.01, 20);

    assertEquals(Verdict.PASSED, measure(loss, GOOD, BAD).verdict());
    assertEquals(Verdict.REFUSED, measure(loss, BAD, GOOD).verdict());
  }

  @Test
  void measuresOnlyRowsThatProductionWasNotTrainedOn() {
    Contestant champion = Contest.good(6, Contest.firstIds(50));

    GateMeasurement measured = measure(GATE, GOOD, champion);

    assertEquals(Contest.ROWS - 50, measured.rows());
    // Of rows 50 to 199, the 10 multiples of 5 below 100 and the other 80 from 100 on churn.
    assertEquals(90, measured.positives());
  }

  @Test
  void isInconclusiveWithTooFewUnseenPositives() {
    Contestant champion = Contest.good(6, Contest.firstIds(195));

    GateMeasurement measured = measure(GATE, GOOD, champion);

    assertEquals(Verdict.INCONCLUSIVE, measured.verdict());
    assertEquals(4, measured.positives());
    assertNull(measured.challenger());
  }

  @Test
  void isInconclusiveWhereProductionHasSeenEveryRow() {
    Contestant champion = Contest.good(6, Contest.firstIds(Contest.ROWS));

    assertEquals(Verdict.INCONCLUSIVE, measure(GATE, GOOD, champion).verdict());
  }

  @Test
  void rejectsAHoldOutThatTheCandidateWasTrainedOn() {
    Contestant cheat = Contest.good(9, Contest.firstIds(3));

    DataException refused = assertThrows(DataException.class, () -> measure(GATE, cheat, null));

    assertTrue(String.valueOf(refused.getMessage()).contains("found 3 of 200"));
  }

  private static GateMeasurement measure(
      Gate gate, Contestant challenger, @org.jspecify.annotations.Nullable Contestant champion) {
    return new Comparison(gate, challenger, Optional.ofNullable(champion), Contest.holdout())
        .measure(1, WORKERS);
  }
}
