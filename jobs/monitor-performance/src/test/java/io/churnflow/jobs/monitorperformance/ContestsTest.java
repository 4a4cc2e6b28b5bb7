package io.churnflow.jobs.monitorperformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.monitoring.ArmComparison;
import io.churnflow.contracts.monitoring.ArmComparison.Advice;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.learning.Workers;
import io.churnflow.runtime.archive.Days;
import io.churnflow.runtime.archive.Label;
import io.churnflow.runtime.archive.LabelBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Customers who leave by the probability that a good model knows; a useless one says the same of
/// all but for noise.
class ContestsTest {
  private static final int CUSTOMERS = 2_000;
  private static final String DUE = "2026-02-10T00:00:00Z";

  @TempDir private Path folder = Path.of("");
  private final Random random = new Random(3);
  private final List<ScoredBatch> newestFirst = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();

  /// A batch whose challenger has the other kind of model than production, or the same.
  private void batch(String name, boolean shadow, boolean goodProduction, boolean goodChallenger)
      throws IOException {
    String[] ids = IntStream.range(0, CUSTOMERS).mapToObj(row -> name + row).toArray(String[]::new);
    double[] truth = random.doubles(CUSTOMERS).map(share -> share * share).toArray();
    for (int row = 0; row < CUSTOMERS; row++) {
      labels.add(new Label(ids[row], name, random.nextDouble() < truth[row], Days.of(DUE)));
    }
    int border = shadow ? CUSTOMERS : CUSTOMERS / 2;
    int[] all = IntStream.range(0, border).toArray();
    int[] own = shadow ? all : IntStream.range(border, CUSTOMERS).toArray();
    newestFirst.addFirst(
        new Archived(folder)
            .batch(
                name,
                "2026-01-0%dT00:00:00Z".formatted(newestFirst.size() + 1),
                List.of(
                    arm("production", 3, true, ids, said(truth, goodProduction), all),
                    arm("challenger", 4, !shadow, ids, said(truth, goodChallenger), own))));
  }

  private double[] said(double[] truth, boolean good) {
    return good ? truth : random.doubles(truth.length).map(noise -> 0.3 + noise / 100).toArray();
  }

  private static Archived.Arm arm(
      String name, int version, boolean decides, String[] ids, double[] said, int[] rows) {
    return new Archived.Arm(
        name,
        version,
        decides,
        IntStream.of(rows).mapToObj(row -> ids[row]).toArray(String[]::new),
        IntStream.of(rows).mapToDouble(row -> said[row]).toArray());
  }

  private ArmComparison compared(int minimumPositives) throws IOException {
    LabelBook book = new LabelBook(newestFirst, 30);
    labels.forEach(book::add);
    try (Workers workers = new Workers(2)) {
      Contests contests =
          new Contests(newestFirst.getFirst(), Metric.PR_AUC, 0.01, minimumPositives, 1, workers);
      for (ScoredBatch batch : newestFirst) {
        contests.add(JoinedBatch.of(new Archived(folder).archive(), batch, book, 30, 60));
      }
      return contests.compared().getFirst();
    }
  }

  @Test
  void advisesToPromoteWhatIsBetterInTheShadow() throws IOException {
    batch("january", true, false, true);
    ArmComparison found = compared(30);
    assertEquals(Advice.PROMOTE, found.advice(), found.reason());
    assertEquals(CUSTOMERS, found.challenger().labelled());
    assertEquals(found.challenger().left(), found.production().left());
    assertTrue(found.paired());
  }

  @Test
  void advisesToWithdrawWhatIsWorseInASplit() throws IOException {
    batch("january", false, true, false);
    batch("february", false, true, false);
    ArmComparison found = compared(30);
    assertEquals(Advice.WITHDRAW, found.advice(), found.reason());
    assertEquals(2, found.batches());
    assertEquals(CUSTOMERS, found.challenger().labelled());
    assertEquals(CUSTOMERS, found.production().labelled());
  }

  @Test
  void knowsThatTheSameModelIsAsGoodInTheShadowAndCannotTellInASmallSplit() throws IOException {
    batch("january", true, true, true);
    assertEquals(Advice.EITHER, compared(30).advice());
    newestFirst.clear();
    batch("february", false, true, true);
    assertEquals(Advice.GO_ON, compared(30).advice());
  }

  @Test
  void saysNothingOfTooFew() throws IOException {
    batch("january", true, false, true);
    ArmComparison found = compared(CUSTOMERS);
    assertEquals(Advice.GO_ON, found.advice());
    assertNull(found.difference());
    assertTrue(found.reason().contains("too little is known"), found.reason());
  }

  @Test
  void takesOnlyBatchesOfTheSameVersionsInTheSameWay() throws IOException {
    batch("january", false, false, true);
    batch("february", true, false, true);
    assertEquals(1, compared(30).batches());
  }
}
