package io.churnflow.jobs.rendermonitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.drift.Level;
import io.churnflow.contracts.monitoring.PerformanceVerdict;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.jobs.rendermonitoring.Answer.State;
import io.churnflow.runtime.archive.PerformanceEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static final Pipeline REPORTED = Examples.pipeline("");
  private static final Pipeline RETRAINED =
      Examples.pipeline("retraining: {violations: 2, batches: 3}\n");
  private static final PerformanceEntry GOOD = Examples.look(PerformanceVerdict.OK, 3);

  private static WatchedBatch batch(int day, Level level) {
    return Examples.batch(day, 3, Optional.of(level), Optional.empty());
  }

  private static Answer of(
      Pipeline pipeline, List<WatchedBatch> batches, PerformanceEntry... looks) {
    return Answer.of(Examples.seen(pipeline, batches, looks));
  }

  @Test
  void allIsWellWhereCustomersAreAsBeforeAndPredictionsGoodEnough() {
    Answer answer = of(REPORTED, List.of(batch(20, Level.STABLE)), GOOD);
    assertEquals(State.WELL, answer.state());
    assertEquals("Yes, all is well.", answer.headline());
    assertEquals("Nothing needs to be done.", answer.advice());
  }

  @Test
  void aValueThatIsWorseThanTheBoundIsNotCalledGoodEnough() {
    PerformanceEntry worse = Examples.look(PerformanceVerdict.OK, 3, true);
    Answer answer = of(REPORTED, List.of(batch(20, Level.STABLE)), worse);
    assertEquals(State.CAREFUL, answer.state());
    assertEquals("As far as can be told, yes.", answer.headline());
    assertTrue(
        answer.why().contains("Predictions are not shown to be worse than the bound: "),
        answer.why());
    assertEquals("Look whether the next outcomes say the same.", answer.advice());
    Answer watched = of(REPORTED, List.of(batch(20, Level.WATCH)), worse);
    assertFalse(watched.why().contains("good enough"), watched.why());
  }

  @Test
  void withoutOutcomesItIsNotSure() {
    Answer answer = of(REPORTED, List.of(batch(20, Level.STABLE)));
    assertEquals(State.CAREFUL, answer.state());
    assertTrue(answer.why().contains("How good its predictions are is not known yet."));
  }

  @Test
  void aBatchThatIsTooSmallMakesNobodySure() {
    Answer answer = of(REPORTED, List.of(batch(20, Level.UNDECIDED)), GOOD);
    assertEquals(State.CAREFUL, answer.state());
    assertTrue(answer.why().startsWith("The last batch had too few customers"), answer.why());
    assertEquals("Nothing needs to be done.", answer.advice());
  }

  @Test
  void aVersionThatNoTrainingHasRegisteredCannotScore() {
    Watched seen = Examples.seen(REPORTED, List.of(batch(20, Level.STABLE)), GOOD);
    RegistryFacts registry = Examples.registry();
    Watched made =
        new Watched(
            seen.pipeline(),
            seen.asOf(),
            Optional.of(
                new Production(4, "", Optional.empty(), Optional.empty(), Optional.empty())),
            seen.batches(),
            seen.looks(),
            false,
            Optional.of(
                new RegistryFacts(registry.asOf(), Map.of("production", 4), registry.versions())),
            Optional.empty());
    Answer answer = Answer.of(made);
    assertEquals(State.ACT, answer.state());
    assertEquals("No: the version in production cannot score anybody.", answer.headline());
    assertTrue(answer.advice().contains("the alias production of small"), answer.advice());
  }

  @Test
  void badPredictionsGoBeforeChangedCustomers() {
    PerformanceEntry bad = Examples.look(PerformanceVerdict.BELOW, 3);
    Answer told = of(REPORTED, List.of(batch(20, Level.ACT)), bad);
    assertEquals(State.ACT, told.state());
    assertEquals("No: the predictions are not good enough.", told.headline());
    assertTrue(told.advice().contains("trigger small_training"), told.advice());
    Answer mended = of(RETRAINED, List.of(batch(20, Level.ACT)), bad);
    assertTrue(mended.advice().startsWith("A training starts by itself"), mended.advice());
  }

  @Test
  void changedCustomersSayHowNearATrainingIs() {
    List<WatchedBatch> batches =
        List.of(batch(20, Level.ACT), batch(19, Level.STABLE), batch(18, Level.ACT));
    Answer answer = of(RETRAINED, batches, GOOD);
    assertEquals(State.ACT, answer.state());
    assertTrue(answer.advice().contains("2 of the last 3 batches say so (now 2)"), answer.advice());
    assertTrue(answer.why().contains("Predictions are good enough"), answer.why());
  }

  @Test
  void onlyTheNewestBatchOfTheVersionCounts() {
    Answer watched = of(REPORTED, List.of(batch(20, Level.WATCH), batch(19, Level.ACT)), GOOD);
    assertEquals(State.CAREFUL, watched.state());
    WatchedBatch former = Examples.batch(21, 2, Optional.of(Level.ACT), Optional.empty());
    assertEquals(State.WELL, of(REPORTED, List.of(former, batch(20, Level.STABLE)), GOOD).state());
  }

  @Test
  void whatAFormerVersionDidIsNotHeldAgainstANewOne() {
    WatchedBatch former = Examples.batch(20, 2, Optional.of(Level.ACT), Optional.empty());
    Answer answer = of(REPORTED, List.of(former), Examples.look(PerformanceVerdict.BELOW, 2));
    assertEquals("It is too early to say.", answer.headline());
  }

  @Test
  void withoutProductionItSaysHowToGetThere() {
    Watched seen = Examples.seen(REPORTED, List.of());
    Answer answer =
        Answer.of(
            new Watched(
                REPORTED,
                seen.asOf(),
                Optional.empty(),
                List.of(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty()));
    assertEquals("Nothing is in production yet.", answer.headline());
    assertTrue(answer.advice().contains("small_training"), answer.advice());
  }
}
