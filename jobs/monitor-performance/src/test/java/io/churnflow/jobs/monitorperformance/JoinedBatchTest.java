package io.churnflow.jobs.monitorperformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.monitoring.LabelCounts;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.runtime.archive.Days;
import io.churnflow.runtime.archive.Label;
import io.churnflow.runtime.archive.LabelBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinedBatchTest {
  private static final int DUE = 30;
  private static final int LATE = 60;
  private static final String[] IDS = {"A", "B", "C", "D"};
  private static final double[] PROBABILITIES = {0.1, 0.2, 0.8, 0.9};

  @TempDir private Path folder = Path.of("");
  private List<ScoredBatch> newestFirst = List.of();
  private LabelBook book = new LabelBook(List.of(), DUE);

  /// Two batches of the same customers, a month apart.
  @BeforeEach
  void archive() throws IOException {
    Archived archived = new Archived(folder);
    ScoredBatch february = archived.batch("february", "2026-02-01T00:00:00Z", IDS, PROBABILITIES);
    ScoredBatch january = archived.batch("january", "2026-01-01T00:00:00Z", IDS, PROBABILITIES);
    newestFirst = List.of(february, january);
    book = new LabelBook(newestFirst, DUE);
  }

  private void say(String id, String batch, boolean left, String moment) {
    book.add(new Label(id, batch.isEmpty() ? null : batch, left, Days.of(moment)));
  }

  private List<JoinedBatch> joined() throws IOException {
    List<JoinedBatch> joined = new ArrayList<>();
    for (ScoredBatch batch : newestFirst) {
      joined.add(JoinedBatch.of(new Archived(folder).archive(), batch, book, DUE, LATE));
    }
    return joined;
  }

  @Test
  void joinsByIdAndBatchWhicheverWayTheBatchIsNamed() throws IOException {
    say("D", "january", true, "2026-02-10T00:00:00Z");
    say("A", "run of january", false, "2026-02-10T00:00:00Z");
    List<JoinedBatch> joined = joined();
    assertEquals(new LabelCounts(0, 0, 4, 0, 0, 0, 0, 0), joined.get(0).counts());
    assertEquals(new LabelCounts(2, 1, 2, 0, 0, 0, 0, 0), joined.get(1).counts());
    assertArrayEquals(
        new double[] {0.1, 0.9}, joined.get(1).production().labelled().probabilities());
    assertArrayEquals(new byte[] {0, 1}, joined.get(1).production().labelled().labels());
    assertArrayEquals(PROBABILITIES, joined.get(1).production().all().probabilities());
  }

  @Test
  void countsContradictionsDuplicatesLateAndEarlyOutcomes() throws IOException {
    say("A", "january", true, "2026-02-10T00:00:00Z");
    say("A", "january", false, "2026-02-11T00:00:00Z");
    say("B", "january", false, "2026-02-10T00:00:00Z");
    say("B", "january", false, "2026-02-11T00:00:00Z");
    say("C", "january", true, "2026-03-20T00:00:00Z");
    say("D", "january", true, "2026-01-02T00:00:00Z");
    assertEquals(new LabelCounts(3, 2, 0, 1, 1, 1, 1, 0), joined().get(1).counts());
  }

  @Test
  void countsWhatIsOfNoCustomerOrOfNoBatch() throws IOException {
    say("X", "january", true, "2026-02-10T00:00:00Z");
    say("A", "december", true, "2026-02-10T00:00:00Z");
    say("Y", "", true, "2026-02-10T00:00:00Z");
    assertEquals(1, joined().get(1).counts().unknownIds());
    assertEquals(1, book.unknownBatches());
    assertEquals(1, book.untaken());
  }

  @Test
  void givesAnOutcomeWithoutABatchToTheNewestBatchThatWasDue() throws IOException {
    say("A", "", true, "2026-02-10T00:00:00Z");
    say("B", "", true, "2026-03-10T00:00:00Z");
    say("C", "", true, "2026-01-10T00:00:00Z");
    List<JoinedBatch> joined = joined();
    assertEquals(1, joined.get(0).counts().labelled());
    assertArrayEquals(new double[] {0.2}, joined.get(0).production().labelled().probabilities());
    assertArrayEquals(new double[] {0.1}, joined.get(1).production().labelled().probabilities());
    assertEquals(1, book.untaken(), "C's came before any batch was due");
  }

  @Test
  void sameCustomersOutcomesOfTwoMonthsDoNotContradict() throws IOException {
    say("A", "", false, "2026-02-10T00:00:00Z");
    say("A", "", true, "2026-03-10T00:00:00Z");
    List<JoinedBatch> joined = joined();
    assertArrayEquals(new byte[] {1}, joined.get(0).production().labelled().labels());
    assertArrayEquals(new byte[] {0}, joined.get(1).production().labelled().labels());
  }

  @Test
  void isDueAfterItsDays() throws IOException {
    JoinedBatch january = joined().get(1);
    assertFalse(january.isDue(Days.of("2026-01-30T23:59:59Z")));
    assertTrue(january.isDue(Days.of("2026-01-31T00:00:00Z")));
  }

  @Test
  void countsACustomerOnceWhomSeveralHaveScored() throws IOException {
    Archived archived = new Archived(folder);
    ScoredBatch march =
        archived.batch(
            "march",
            "2026-03-01T00:00:00Z",
            List.of(
                new Archived.Arm("production", 3, true, IDS, PROBABILITIES),
                new Archived.Arm("challenger", 4, false, IDS, new double[] {0.4, 0.3, 0.6, 0.7})));
    newestFirst = List.of(march);
    book = new LabelBook(newestFirst, DUE);
    say("D", "march", true, "2026-04-10T00:00:00Z");
    say("A", "march", false, "2026-04-10T00:00:00Z");
    JoinedBatch joined = joined().getFirst();
    assertEquals(new LabelCounts(2, 1, 2, 0, 0, 0, 0, 0), joined.counts());
    assertArrayEquals(new double[] {0.1, 0.9}, joined.production().labelled().probabilities());
    ArmRows challenger = joined.arms().get(1);
    assertArrayEquals(new double[] {0.4, 0.7}, challenger.labelled().probabilities());
    assertArrayEquals(new byte[] {0, 1}, challenger.labelled().labels());
  }
}
