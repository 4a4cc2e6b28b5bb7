package io.churnflow.jobs.monitorperformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.monitoring.BatchPerformance;
import io.churnflow.contracts.monitoring.LabelCounts;
import io.churnflow.contracts.monitoring.PerformanceVerdict;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.contracts.pipeline.LabelSource;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.contracts.pipeline.Monitoring;
import io.churnflow.contracts.pipeline.PerformanceBound;
import io.churnflow.learning.Workers;
import io.churnflow.runtime.archive.Days;
import io.churnflow.runtime.archive.Label;
import io.churnflow.runtime.archive.LabelBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoiningTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T06:00:00Z");
  private static final int CUSTOMERS = 40;

  @TempDir private Path folder = Path.of("");
  private final List<String> warnings = new ArrayList<>();
  private final List<ScoredBatch> newestFirst = new ArrayList<>();
  private List<BatchPerformance> measured = List.of();

  private static String day(int days) {
    return FIRST.plus(days, ChronoUnit.DAYS).toString();
  }

  private void batch(int day, String... ids) throws IOException {
    double[] probabilities = IntStream.range(0, ids.length).mapToDouble(id -> id / 40.0).toArray();
    newestFirst.addFirst(new Archived(folder).batch("day-" + day, day(day), ids, probabilities));
  }

  private LabelBook book(int dueDays, Label... labels) {
    LabelBook book = new LabelBook(newestFirst, dueDays);
    List.of(labels).forEach(book::add);
    return book;
  }

  private static Label label(String id, String batch, boolean left, int day) {
    return new Label(id, batch.isEmpty() ? null : batch, left, Days.of(day(day)));
  }

  /// Looks at the newest so many due batches, on a day.
  private Joining look(LabelBook book, int dueDays, int most, int today) throws IOException {
    LabelSource labels = new LabelSource(null, "batch", dueDays, 3650);
    Window window = Window.of(newestFirst, new Monitoring(400, most, 5, labels, null), day(today));
    Joining joining = new Joining(new Archived(folder).archive(), book, labels, warnings::add);
    try (Workers workers = new Workers(2)) {
      Contests contests =
          new Contests(window.looked().getFirst(), Metric.PR_AUC, 0.01, 5, 1, workers);
      Measuring measuring = new Measuring(judge(), 5, 1, Days.of(day(today)), contests, workers);
      measured = new ArrayList<>();
      for (ScoredBatch batch : window.looked()) {
        joining.joined(batch).map(measuring::batch).ifPresent(measured::add);
      }
    }
    joining.older(window.older());
    return joining;
  }

  private static Judge judge() {
    return new Judge(new PerformanceBound(Metric.PR_AUC, 0.9, false), 5);
  }

  @Test
  void ofABatchADayItJudgesThoseOfAMonthAgo() throws IOException {
    List<Label> labels = new ArrayList<>();
    for (int day = 0; day < 40; day++) {
      String[] ids = new String[CUSTOMERS];
      for (int place = 0; place < CUSTOMERS; place++) {
        ids[place] = "C%d-%d".formatted(day, place);
        labels.add(label(ids[place], "day-" + day, place % 3 == 0, 39));
      }
      batch(day, ids);
    }
    Joining joining = look(book(30, labels.toArray(Label[]::new)), 30, 5, 39);
    assertEquals(30 + 5, measured.size());
    assertEquals(PerformanceVerdict.BELOW, judge().overall(measured, List.of()).verdict());
    assertEquals(5 * CUSTOMERS, joining.olderOutcomes());
  }

  @Test
  void outcomesOfOlderBatchesAreNotOfUnknownCustomers() throws IOException {
    batch(0, "A", "B");
    batch(1, "C", "D");
    batch(2, "E");
    LabelBook book =
        book(
            0,
            label("E", "", true, 3),
            label("A", "", true, 3),
            label("B", "day-0", true, 3),
            label("C", "", true, 3),
            label("nobody", "", true, 3));
    Joining joining = look(book, 0, 1, 3);
    assertEquals(1, measured.getFirst().labels().labelled());
    assertEquals(3, joining.olderOutcomes());
    assertEquals(1, book.untaken());
    assertTrue(warnings.isEmpty(), warnings::toString);
  }

  @Test
  void outcomesOfADamagedBatchAreGivenToNoOlderOne() throws IOException {
    batch(0, "A", "B", "C", "D");
    batch(10, "A", "B", "C");
    batch(20, "A");
    damage("day-10");
    LabelBook book =
        book(
            5,
            label("A", "", true, 30),
            label("B", "", true, 30),
            label("C", "day-10", true, 30),
            label("C", "day-0", false, 30),
            label("D", "", true, 30),
            label("D", "", false, 14));
    Joining joining = look(book, 5, 30, 30);
    assertEquals(List.of("day-10"), joining.unreadable());
    assertEquals(1, measured.get(0).labels().labelled(), "A is the newest batch's");
    LabelCounts oldest = measured.get(1).labels();
    assertEquals(new LabelCounts(2, 0, 2, 0, 0, 0, 0, 0), oldest, "what names it or came before");
    assertEquals(3, joining.withheldOutcomes(), "B's, C's and, since it may be, D's second");
    assertEquals(0, book.untaken());
    assertTrue(warnings.getFirst().endsWith("and are not used: 3"), warnings::toString);
  }

  @Test
  void outcomesOfADamagedOlderBatchAreNotOfUnknownCustomers() throws IOException {
    batch(0, "A");
    batch(1, "B");
    batch(2, "C");
    damage("day-1");
    LabelBook book = book(0, label("A", "day-0", true, 3), label("B", "", true, 3));
    Joining joining = look(book, 0, 1, 3);
    assertEquals(List.of("day-1"), joining.unreadable());
    assertEquals(1, joining.withheldOutcomes());
    assertEquals(1, joining.olderOutcomes());
    assertEquals(0, book.untaken());
  }

  private void damage(String batch) throws IOException {
    Files.writeString(folder.resolve("predictions").resolve(batch).resolve("scored.arrow"), "x");
  }
}
