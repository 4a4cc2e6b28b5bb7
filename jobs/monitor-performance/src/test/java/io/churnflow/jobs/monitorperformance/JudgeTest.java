package io.churnflow.jobs.monitorperformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.monitoring.BatchPerformance;
import io.churnflow.contracts.monitoring.BatchPerformance.State;
import io.churnflow.contracts.monitoring.LabelCounts;
import io.churnflow.contracts.monitoring.PerformanceVerdict;
import io.churnflow.contracts.monitoring.VersionPerformance;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.contracts.pipeline.PerformanceBound;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final LabelCounts NONE = new LabelCounts(0, 0, 0, 0, 0, 0, 0, 0);
  private static final Map<String, Estimate> GOOD = Map.of("pr_auc", new Estimate(0.7, 0.6, 0.8));
  private static final Map<String, Estimate> POOR = Map.of("pr_auc", new Estimate(0.5, 0.4, 0.6));
  private static final Map<String, Estimate> BAD = Map.of("pr_auc", new Estimate(0.3, 0.2, 0.4));

  private static Judge judge(boolean estimated) {
    return new Judge(new PerformanceBound(Metric.PR_AUC, 0.55, estimated), 30);
  }

  private static BatchPerformance batch(
      Judge judge, int version, Map<String, Estimate> realised, Map<String, Estimate> estimated) {
    return new BatchPerformance(
        "b" + version,
        "run",
        "2026-01-01T00:00:00Z",
        version,
        10,
        realised.isEmpty() ? State.AWAITED : State.MEASURED,
        NONE,
        judge.of(realised, estimated),
        realised,
        estimated,
        List.of());
  }

  private static VersionPerformance version(int version, Map<String, Estimate> realised) {
    return new VersionPerformance(version, 2, 100, 40, realised);
  }

  @Test
  void callsBelowOnlyWhatChanceDoesNotExplain() {
    assertEquals(PerformanceVerdict.OK, judge(false).of(GOOD, Map.of()));
    assertEquals(PerformanceVerdict.OK, judge(false).of(POOR, Map.of()));
    assertEquals(PerformanceVerdict.BELOW, judge(false).of(BAD, Map.of()));
  }

  @Test
  void holdsALossAgainstItsGreatestValue() {
    Judge judge = new Judge(new PerformanceBound(Metric.BRIER, 0.2, false), 30);
    assertEquals(
        PerformanceVerdict.BELOW,
        judge.of(Map.of("brier", new Estimate(0.25, 0.21, 0.29)), Map.of()));
    assertEquals(
        PerformanceVerdict.OK, judge.of(Map.of("brier", new Estimate(0.21, 0.19, 0.23)), Map.of()));
  }

  @Test
  void takesTheEstimateOnlyWhereItIsAskedToAndNothingWasRealised() {
    assertEquals(PerformanceVerdict.UNKNOWN, judge(false).of(Map.of(), BAD));
    assertEquals(PerformanceVerdict.BELOW, judge(true).of(Map.of(), BAD));
    assertEquals(PerformanceVerdict.OK, judge(true).of(GOOD, BAD));
  }

  @Test
  void judgesTheVersionInUseByItsNewestBatchThatTells() {
    Judge judge = judge(false);
    List<BatchPerformance> batches =
        List.of(
            batch(judge, 4, Map.of(), GOOD),
            batch(judge, 4, BAD, GOOD),
            batch(judge, 4, GOOD, GOOD));
    Judge.Said said = judge.overall(batches, List.of());
    assertEquals(PerformanceVerdict.BELOW, said.verdict());
    assertEquals(
        "PR-AUC, realised of batch b4 (version 4): 0.300, 95 % interval 0.200 to 0.400: all of it worse than the bound of 0.550",
        said.reason());
  }

  @Test
  void doesNotBlameAVersionForWhatTheOneBeforeDid() {
    Judge judge = judge(false);
    List<BatchPerformance> batches =
        List.of(batch(judge, 5, Map.of(), GOOD), batch(judge, 4, BAD, GOOD));
    Judge.Said said = judge.overall(batches, List.of(version(5, Map.of()), version(4, BAD)));
    assertEquals(PerformanceVerdict.UNKNOWN, said.verdict());
    assertTrue(said.reason().contains("of no batch of version 5"), said.reason());
  }

  @Test
  void saysWhereTheValueItselfIsWorseThanTheBound() {
    Judge judge = judge(false);
    Judge.Said poor = judge.overall(List.of(batch(judge, 4, POOR, GOOD)), List.of());
    assertEquals(PerformanceVerdict.OK, poor.verdict());
    assertTrue(poor.worse());
    assertTrue(
        poor.reason().endsWith("worse than the bound of 0.550, which chance may explain"),
        poor.reason());
    Judge.Said good = judge.overall(List.of(batch(judge, 4, GOOD, GOOD)), List.of());
    assertFalse(good.worse());
    assertTrue(good.reason().endsWith(": not worse than the bound of 0.550"), good.reason());
  }

  @Test
  void takesSmallBatchesTogether() {
    Judge judge = judge(false);
    List<BatchPerformance> batches = List.of(batch(judge, 5, Map.of(), GOOD));
    Judge.Said said = judge.overall(batches, List.of(version(5, BAD)));
    assertEquals(PerformanceVerdict.BELOW, said.verdict());
    assertTrue(said.reason().contains("of all batches of version 5"), said.reason());
  }

  @Test
  void saysNothingWithoutABound() {
    Judge judge = new Judge(null, 30);
    assertEquals(PerformanceVerdict.UNKNOWN, judge.of(BAD, BAD));
    assertEquals(
        PerformanceVerdict.UNKNOWN,
        judge.overall(List.of(batch(judge, 5, BAD, BAD)), List.of()).verdict());
  }
}
