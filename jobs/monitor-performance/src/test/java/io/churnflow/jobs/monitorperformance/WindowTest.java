package io.churnflow.jobs.monitorperformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.contracts.pipeline.LabelSource;
import io.churnflow.contracts.pipeline.Monitoring;
import io.churnflow.runtime.archive.Days;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
  private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");

  /// So many, the newest an hour old, each so many hours before the next.
  private static List<ScoredBatch> archived(int count, int hours) {
    return IntStream.range(0, count)
        .mapToObj(place -> batch(NOW.minus(Duration.ofHours(1 + (long) hours * place))))
        .toList();
  }

  private static ScoredBatch batch(Instant scored) {
    return new ScoredBatch(
        "batch of " + scored,
        "run of " + scored,
        "churn",
        List.of(new ScoredArm("production", 3, "0".repeat(64), 0.5, 10, 1, true)),
        "1".repeat(64),
        new FileDigest("2".repeat(64), 1),
        null,
        scored.toString());
  }

  private static Window window(List<ScoredBatch> archived, int dueDays, int most) {
    LabelSource labels = new LabelSource(null, "batch", dueDays, 3650);
    return Window.of(archived, new Monitoring(400, most, 5, labels, null), NOW.toString());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "30, 30", "31, 31", "90, 90"})
  void looksAtThirtyDueBatchesOfADayHoweverLongOutcomesTake(int dueDays, int awaited) {
    List<ScoredBatch> archived = archived(200, 24);
    Window window = window(archived, dueDays, 30);
    assertEquals(awaited + 30, window.looked().size());
    assertEquals(archived.subList(0, awaited + 30), window.looked());
    assertEquals(archived.subList(awaited + 30, 200), window.older());
    double latest = Days.of(NOW.toString()) - dueDays;
    assertEquals(
        30,
        window.looked().stream().filter(each -> Days.of(each.scoredAt()) <= latest).count(),
        "due ones");
    assertTrue(window.older().stream().allMatch(each -> Days.of(each.scoredAt()) <= latest));
  }

  @Test
  void looksAtDueBatchesWhereThereAreSeveralADay() {
    Window window = window(archived(100, 5), 7, 30);
    assertEquals(34 + 30, window.looked().size());
  }

  @Test
  void looksAtAllWhereThereAreFew() {
    List<ScoredBatch> archived = archived(40, 24);
    assertEquals(new Window(archived, List.of()), window(archived, 30, 30));
    assertEquals(new Window(archived, List.of()), window(archived, 365, 1));
  }

  @Test
  void oneThatIsDueToTheSecondIsDue() {
    List<ScoredBatch> archived =
        List.of(batch(NOW.minus(Duration.ofDays(30))), batch(NOW.minus(Duration.ofDays(31))));
    assertEquals(archived.subList(0, 1), window(archived, 30, 1).looked());
  }
}
