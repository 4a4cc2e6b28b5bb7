package io.churnflow.jobs.rendermonitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.drift.Level;
import io.churnflow.contracts.monitoring.PerformanceVerdict;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.Environment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelinePageTest {
  private static final Pipeline PIPELINE =
      Examples.pipeline("monitoring: {bound: {metric: pr_auc, minimum: 0.5}}\n");
  private static final Links NOWHERE = new Links(Optional.empty(), Optional.empty());
  private static final List<WatchedBatch> BATCHES =
      List.of(
          Examples.batch(20, 3, Optional.of(Level.STABLE), Optional.empty()),
          Examples.batch(12, 3, Optional.of(Level.WATCH), Optional.of(0.62)),
          Examples.batch(5, 2, Optional.of(Level.ACT), Optional.of(0.44)));

  private static String page(Watched seen, Links links) {
    byte[] bytes = new PipelinePage(seen, Answer.of(seen), links).page().bytes();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String page() {
    return page(Examples.seen(PIPELINE, BATCHES, Examples.look(PerformanceVerdict.OK, 3)), NOWHERE);
  }

  private static void assertSays(String page, String... texts) {
    for (String text : texts) {
      assertTrue(page.contains(text), () -> "expected " + text + " in " + page);
    }
  }

  @Test
  void saysWhatIsInProductionSinceWhenAndTrainedOnWhat() {
    assertSays(
        page(),
        "version 3",
        "26 days old: trained on 2026-02-03",
        "in production since 2026-02-10 (19 days)",
        "1,600 customers",
        "from in.csv, with 400 more held out to measure it; started by itself");
  }

  @Test
  void drawsWhatIsKnownOfPredictionsAndCustomers() {
    assertSays(
        page(),
        "Realised F1 from batch to batch",
        "Realised PR-AUC from batch to batch",
        ">Bound<",
        "How far the customers have changed",
        "How many are predicted to leave",
        ">v2<",
        ">v3<");
  }

  @Test
  void listsTheBatchesTheNewestFirst() {
    String page = page();
    assertTrue(page.indexOf("2026-02-20 06:30") < page.indexOf("2026-02-12 06:30"), page);
    assertSays(page, "not yet known", "0.520 to 0.720", "25.0 %", "age 1.70");
    assertSays(page, "The detailed pages of 3 of these batches are gone", "kept for 1 day.");
  }

  @Test
  void tellsDecisionsAndTrainingsWithTheirReasonsAsTexts() {
    String page = page();
    assertSays(
        page,
        "went into production, in place of version 2",
        "went into production, the first one",
        "better &lt;by&gt; 0.03",
        "Data drift in 2 batches: &lt;age&gt;");
    assertFalse(page.contains("<by>") || page.contains("<age>") || page.contains("<b>small"), page);
  }

  @Test
  void linksOnlyToAddressesThatAreKnown() {
    assertFalse(page().contains("href=\"http"), "no address is known");
    Links links =
        Links.of(
            new Environment(
                Map.of(
                    "CHURNFLOW_AIRFLOW_URL", "http://airflow/",
                    "MLFLOW_TRACKING_URI", "http://user:secret@mlflow")));
    Watched seen = Examples.seen(PIPELINE, BATCHES);
    String page = page(seen, links);
    assertSays(page, "http://airflow/dags/small_inference/runs/run%20of%20batch-20");
    assertFalse(page.contains("secret"), page);
    Links mlflow = Links.of(new Environment(Map.of("MLFLOW_TRACKING_URI", "http://mlflow/")));
    assertSays(page(seen, mlflow), "http://mlflow/#/models/small/versions/3");
    Links published =
        Links.of(
            new Environment(
                Map.of(
                    "CHURNFLOW_MLFLOW_URL", "https://mlflow.example.org/",
                    "MLFLOW_TRACKING_URI", "http://mlflow:5000")));
    assertSays(page(seen, published), "https://mlflow.example.org/#/models/small/versions/3");
    assertEquals(
        NOWHERE, Links.of(new Environment(Map.of("CHURNFLOW_AIRFLOW_URL", "javascript:alert(1)"))));
  }

  @Test
  void saysSinceWhenTheRegistryHasNotAnswered() {
    Watched fresh = Examples.seen(PIPELINE, BATCHES);
    assertFalse(page(fresh, NOWHERE).contains("MLflow has not answered"));
    assertSays(
        page(away(fresh, fresh.registry()), NOWHERE),
        "MLflow has not answered since 2026-02-28 07:00 UTC. What is said here of versions and"
            + " decisions is what was known at 2026-03-01 08:00 UTC.");
    assertSays(
        page(away(fresh, Optional.empty()), NOWHERE),
        "so that nothing is known of versions and decisions",
        "Not known, since MLflow has not answered.");
  }

  private static Watched away(Watched seen, Optional<RegistryFacts> known) {
    return new Watched(
        seen.pipeline(),
        seen.asOf(),
        seen.production(),
        seen.batches(),
        List.of(Examples.look(PerformanceVerdict.OK, 3)),
        true,
        known,
        Optional.of("2026-02-28T07:00:00Z"));
  }

  @Test
  void saysWhatIsGone() {
    assertSays(
        page(away(Examples.seen(PIPELINE, BATCHES), Optional.empty()), NOWHERE),
        "The numbers of the last look at past predictions, 2026-03-01 08:00 UTC, are gone");
  }

  @Test
  void aPipelineThatHasScoredNothingHasAPageToo() {
    assertSays(page(Examples.seen(PIPELINE, List.of()), NOWHERE), "Nothing has been scored yet.");
  }
}
