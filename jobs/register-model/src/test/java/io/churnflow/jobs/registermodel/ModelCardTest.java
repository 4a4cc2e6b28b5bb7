package io.churnflow.jobs.registermodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.Evaluation;
import io.churnflow.contracts.ProfitCurve;
import io.churnflow.contracts.Reliability;
import io.churnflow.contracts.Slice;
import io.churnflow.contracts.TrainingSummary;
import io.churnflow.contracts.WinnerAnalysis;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.fixtures.Trainings;
import io.churnflow.runtime.PipelineFile;
import io.churnflow.runtime.mlflow.Registry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelCardTest {
  private static final Pipeline PIPELINE =
      PipelineFile.read(Path.of("..", "..", "dags", "pipelines", "telco_churn.yaml"));
  private static final ClassMetrics METRICS =
      new ClassMetrics(
          1000, 250, 0.31, 0.5, 0.8, 0.6, 0.85, 0.65, 0.4, 0.13, 0.75, 200, 200, 550, 50);
  private static final String HOSTILE = "<script>alert(1)</script>|[x](y)";

  @Test
  void tellsMetricsWithTheirIntervals() {
    String card = card(List.of(slice("One year", false)), 1);

    assertTrue(
        card.contains("| pr_auc | &ensp;0.6500 | &ensp;0.6500 | &ensp;0.6000 to 0.7000 |"), card);
    assertTrue(card.contains("at least **0.3100** (rule: best\\_f1;"), card);
    assertTrue(card.contains("| contract: One year | &ensp;100 | &ensp;0.20 (0.10–0.30) |"), card);
  }

  @Test
  void tellsHowTheModelCameAbout() {
    String card = card(List.of(), 1);

    assertTrue(card.contains("Calibration: none; out of fold, the expected"), card);
    assertTrue(card.contains("Search: none, the pipeline file's own parameters.\n"), card);
  }

  @Test
  void marksASmallSliceAndNamesTheCautions() {
    String card = card(List.of(slice("Two year", true)), 1);

    assertTrue(card.contains("| contract: Two year (small) |"), card);
    assertTrue(card.contains("- Little is known.\n"), card);
  }

  @Test
  void warnsOfAHoldOutThatHasBeenUsedBefore() {
    assertFalse(card(List.of(), 1).contains("looks better than it is"));
    assertTrue(card(List.of(), 7).contains("7 versions have been measured on this hold-out"));
  }

  @Test
  void aHostileCategoryStaysAText() {
    String card = card(List.of(slice(HOSTILE, false)), 1);

    assertFalse(card.contains("<script"), card);
    assertTrue(card.contains("&lt;script&gt;alert(1)&lt;/script&gt;\\|\\[x\\](y)"), card);
  }

  @Test
  void neverExceedsWhatTheRegistryTakes() {
    List<Slice> many =
        IntStream.range(0, 300).mapToObj(number -> slice("value " + number, false)).toList();

    String card = card(many, 1);

    assertTrue(card.length() <= Registry.LONGEST_DESCRIPTION, "characters: " + card.length());
    assertTrue(card.contains(" more in report.html."), card);
    assertTrue(card.contains("## Lineage"), card);
    assertEquals(card, card(many, 1));
  }

  @Test
  void keepsDataAndLineageBesideMoreColumnsThanItHasRoomFor() {
    List<String> columns = IntStream.range(0, 900).mapToObj("column_%d"::formatted).toList();

    String card = card(List.of(), 1, columns, null);

    assertEquals(Registry.LONGEST_DESCRIPTION, card.length());
    assertTrue(card.contains("hold-out SHA-256 `" + "2".repeat(64)), card);
    assertTrue(card.contains("model SHA-256 `" + "1".repeat(64)), card);
    assertTrue(card.indexOf("Columns: column") > card.indexOf("model SHA-256"), card);
  }

  @Test
  void tellsWhatTheDecisionsEarnWhereAmountsAreKnown() {
    String card = card(List.of(), 1, List.of("x"), new ProfitCurve(12_345.6, 0, -789.4, List.of()));

    assertTrue(
        card.contains(
            "earns 12,346 per 1,000 customers, treating everybody -789, treating nobody 0."),
        card);
    assertFalse(card(List.of(), 1).contains("earns"));
  }

  private static Slice slice(String value, boolean small) {
    return new Slice(
        "contract", value, 100, 20, small, Map.of("prevalence", new Estimate(0.2, 0.1, 0.3)));
  }

  private static String card(List<Slice> slices, int uses) {
    return card(slices, uses, List.of("x"), null);
  }

  private static String card(
      List<Slice> slices, int uses, List<String> columns, @Nullable ProfitCurve profit) {
    Reliability bins = new Reliability(0, List.of());
    Evaluation evaluation =
        new Evaluation(
            "pr_auc",
            "random-forest",
            List.of(
                new Evaluation.Candidate(
                    "random-forest",
                    "1".repeat(64),
                    METRICS,
                    METRICS,
                    Map.of("pr_auc", new Estimate(0.65, 0.6, 0.7)))),
            "2".repeat(64),
            1000,
            1,
            new WinnerAnalysis(slices, List.of(), List.of(), 5, 1000, bins, bins, null, profit),
            List.of("Little is known."));
    TrainingSummary summary =
        Trainings.summary("random-forest", Map.of(), columns, METRICS, "1".repeat(64));
    Winner winner =
        new Winner(
            evaluation,
            summary,
            Trainings.receipt("random-forest"),
            "f00",
            "m-1",
            "1".repeat(64),
            "3".repeat(64),
            "4".repeat(64));
    return new ModelCard(PIPELINE, "manual__1", winner, uses).text();
  }
}
