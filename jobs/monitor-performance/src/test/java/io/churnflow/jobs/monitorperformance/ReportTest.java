package io.churnflow.jobs.monitorperformance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.monitoring.ArmComparison;
import io.churnflow.contracts.monitoring.ArmComparison.Advice;
import io.churnflow.contracts.monitoring.BatchPerformance;
import io.churnflow.contracts.monitoring.BatchPerformance.State;
import io.churnflow.contracts.monitoring.LabelCounts;
import io.churnflow.contracts.monitoring.Performance;
import io.churnflow.contracts.monitoring.PerformanceVerdict;
import io.churnflow.contracts.monitoring.VersionPerformance;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.contracts.pipeline.PerformanceBound;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.fixtures.SmallPipeline;
import io.churnflow.runtime.PipelineFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String YAML =
      SmallPipeline.of(
              """
              target: {column: left, positive: "Yes", negative: "No"}
              columns: [{name: age, type: number}]
              """)
          .yaml();
  private static final Pipeline PIPELINE =
      PipelineFile.parse(YAML.getBytes(StandardCharsets.UTF_8), Path.of("small.yaml"));
  private static final Map<String, Estimate> REALISED =
      Map.of("pr_auc", new Estimate(0.3, 0.2, 0.4));
  private static final Map<String, Estimate> ESTIMATED =
      Map.of("pr_auc", new Estimate(0.6, 0.5, 0.7));

  private static BatchPerformance batch(String name, State state, LabelCounts counts) {
    boolean measured = state == State.MEASURED;
    return new BatchPerformance(
        name,
        "run of " + name,
        "2026-01-01T06:30:00Z",
        7,
        100,
        state,
        counts,
        measured ? PerformanceVerdict.BELOW : PerformanceVerdict.UNKNOWN,
        measured ? REALISED : Map.of(),
        ESTIMATED,
        List.of());
  }

  private static String page(
      PerformanceVerdict verdict, LabelCounts counts, ArmComparison... challengers) {
    return page(performance(verdict, false, counts, 0, List.of(), challengers));
  }

  private static String page(Performance performance) {
    return new String(new Report(PIPELINE, performance).page().bytes(), StandardCharsets.UTF_8);
  }

  private static Performance performance(
      PerformanceVerdict verdict,
      boolean worse,
      LabelCounts counts,
      long older,
      List<String> damaged,
      ArmComparison... challengers) {
    return new Performance(
        Performance.FORMAT,
        "small",
        7,
        verdict,
        "it is as <it> is",
        worse,
        new PerformanceBound(Metric.PR_AUC, 0.5, false),
        "2026-02-01T00:00:00Z",
        30,
        1,
        0,
        0,
        0,
        older,
        damaged.size() * 7L,
        damaged,
        List.of(
            batch("newest", State.AWAITED, new LabelCounts(0, 0, 100, 0, 0, 0, 0, 0)),
            batch("older", State.MEASURED, counts)),
        List.of(new VersionPerformance(7, 1, 98, 40, REALISED)),
        List.of(challengers));
  }

  @Test
  void doesNotCallGoodWhatOnlyChanceMayHaveMadeWorse() {
    LabelCounts all = new LabelCounts(100, 40, 0, 0, 0, 0, 0, 0);
    String page = page(performance(PerformanceVerdict.OK, true, all, 0, List.of()));
    assertTrue(page.contains("Not shown to be worse than the bound: "), page);
    assertFalse(page.contains("Good enough"), page);
  }

  @Test
  void beginsWithTheVerdictAndItsReason() {
    LabelCounts counts = new LabelCounts(100, 40, 0, 0, 0, 0, 0, 0);
    String below = page(PerformanceVerdict.BELOW, counts);
    assertTrue(below.contains("Not good enough, train again: "), below);
    assertTrue(below.contains("it is as &lt;it&gt; is."), below);
    assertTrue(page(PerformanceVerdict.OK, counts).contains("Good enough: "));
    assertTrue(page(PerformanceVerdict.UNKNOWN, counts).contains("No verdict: "));
  }

  @Test
  void warnsOfWhatIsOddAndOfNothingElse() {
    String odd = page(PerformanceVerdict.OK, new LabelCounts(90, 40, 8, 2, 3, 0, 5, 1));
    for (String line :
        List.of(
            "Customers of due batches whose outcome is not known: 8.",
            "Customers who are said to have left and to have stayed: 2.",
            "Late outcomes: 3.",
            "Outcomes said more than once: 5.",
            "Outcomes of customers whom no batch has scored that was due when they came: 1.")) {
      assertTrue(odd.contains(line), line);
    }
    assertFalse(odd.contains("before their batch was due"), odd);
    String plain = page(PerformanceVerdict.OK, new LabelCounts(100, 40, 0, 0, 0, 0, 0, 0));
    assertFalse(plain.contains("Be careful about"), plain);
  }

  @Test
  void saysOfOutcomesOfOlderBatchesWithoutCallingThemOdd() {
    LabelCounts all = new LabelCounts(100, 40, 0, 0, 0, 0, 0, 0);
    String page = page(performance(PerformanceVerdict.OK, false, all, 1_234, List.of()));
    assertTrue(page.contains("outcomes of older batches, not measured here: 1,234"), page);
    assertFalse(page.contains("Be careful about"), page);
    assertFalse(page(PerformanceVerdict.OK, all).contains("outcomes of older batches"));
  }

  @Test
  void saysHowManyOutcomesAreNotUsedForADamagedBatch() {
    LabelCounts all = new LabelCounts(100, 40, 0, 0, 0, 0, 0, 0);
    String page = page(performance(PerformanceVerdict.OK, false, all, 0, List.of("january")));
    assertTrue(page.contains("Damaged batches, left out: 1. january."), page);
    assertTrue(
        page.contains("Outcomes that are, or may be, about a damaged batch: 7. They are not used"),
        page);
  }

  @Test
  void showsRealisedAndEstimatedBesideEachOther() {
    String page = page(PerformanceVerdict.BELOW, new LabelCounts(100, 40, 0, 0, 0, 0, 0, 0));
    assertTrue(page.contains("In 0 of 1 batches with both"), page);
    assertTrue(page.contains("0.200 to 0.400") && page.contains("0.500 to 0.700"), page);
    assertTrue(page.contains("PR-AUC from batch to batch"), page);
    assertTrue(page.contains("awaited") && page.contains(">below<"), page);
  }

  @Test
  void saysWhatToDoAboutEachChallenger() {
    LabelCounts counts = new LabelCounts(100, 40, 0, 0, 0, 0, 0, 0);
    assertFalse(page(PerformanceVerdict.OK, counts).contains("Challengers"));
    ArmComparison better =
        new ArmComparison(
            "challenger",
            8,
            7,
            true,
            1,
            new ArmComparison.Side(98, 40, 0.65, null),
            new ArmComparison.Side(98, 40, 0.6, null),
            "pr_auc",
            new Estimate(0.05, 0.01, 0.09),
            Advice.PROMOTE,
            "challenger (version 8) is better: promote it");
    String page = page(PerformanceVerdict.OK, counts, better);
    assertTrue(page.contains("challenger (version 8) is better: promote it."), page);
    assertTrue(page.contains("0.010 to 0.090"), page);
    assertTrue(page.contains("In the shadow"), page);
  }
}
