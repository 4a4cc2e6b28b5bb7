package io.churnflow.learning.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Slice;
import io.churnflow.contracts.SliceGap;
import io.churnflow.contracts.Table;
import io.churnflow.learning.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SliceReportTest {
  private static final int ROWS = 800;

  /// Half of all rows leave. Among `plan = b` the model finds 9 of 10, among `a` 4 of 10.
  private static SliceReport planted() {
    int[] plan = IntStream.range(0, ROWS).map(row -> row < ROWS / 2 ? 0 : 1).toArray();
    byte[] labels = new byte[ROWS];
    double[] scores = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      labels[row] = (byte) (row % 2);
      boolean found = row / 2 % 10 < (plan[row] == 1 ? 9 : 4);
      scores[row] = labels[row] == 1 && found ? 0.9 : 0.1;
    }
    Column column = new CategoryColumn("plan", plan, List.of("a", "b"));
    return report(column, labels, scores);
  }

  @Test
  void measuresEachSliceByItself() {
    List<Slice> slices = planted().slices();

    assertEquals(List.of("plan: a", "plan: b"), slices.stream().map(Slice::label).toList());
    Slice first = slices.getFirst();
    assertEquals(ROWS / 2, first.rows());
    assertEquals(ROWS / 4, first.positives());
    assertEquals(0.4, metric(first, "recall").value(), 1e-12);
    assertEquals(0.2, metric(first, "selection_rate").value(), 1e-12);
    assertEquals(1, metric(first, "precision").value(), 1e-12);
    assertTrue(metric(first, "recall").low() < 0.4);
    assertTrue(metric(first, "recall").high() > 0.4);
  }

  @Test
  void namesAGapThatSamplingDoesNotExplain() {
    List<SliceGap> gaps = planted().gaps();

    assertEquals(List.of("recall", "selection_rate"), gaps.stream().map(SliceGap::metric).toList());
    SliceGap recall = gaps.getFirst();
    assertEquals("b", recall.higher());
    assertEquals("a", recall.lower());
    assertEquals(0.5, recall.difference().value(), 1e-12);
    assertTrue(recall.difference().low() > 0.35 && recall.difference().high() < 0.65);
    assertTrue(
        recall.words().startsWith("Recall is 0.50 higher (95 % interval 0."), recall.words());
    assertTrue(recall.words().endsWith("where plan is b than where it is a."), recall.words());
  }

  @Test
  void namesNoGapOfASmallSlice() {
    // 29 leavers in the one slice, of which none is found.
    int[] plan = IntStream.range(0, ROWS).map(row -> row < 58 ? 0 : 1).toArray();
    byte[] labels = new byte[ROWS];
    double[] scores = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      labels[row] = (byte) (row % 2);
      scores[row] = labels[row] == 1 && row >= 58 ? 0.9 : 0.1;
    }

    SliceReport report =
        report(new CategoryColumn("plan", plan, List.of("a", "b")), labels, scores);

    Slice first = report.slices().getFirst();
    assertTrue(first.small());
    assertFalse(first.metrics().containsKey("precision"), "none was flagged");
    assertEquals(Wilson.interval(0, 29), metric(first, "recall"));
    assertEquals(Wilson.interval(0, 58), metric(first, "selection_rate"));
    Slice last = report.slices().getLast();
    assertFalse(last.small());
    assertEquals(Wilson.interval(last.positives(), last.positives()), metric(last, "precision"));
    assertEquals(List.of(), report.gaps());
  }

  @Test
  void leavesOutWhatASliceDoesNotDefine() {
    byte[] labels = new byte[ROWS];
    double[] scores = new double[ROWS];
    Arrays.fill(labels, ROWS / 2, ROWS, (byte) 1);
    int[] plan = IntStream.range(0, ROWS).map(row -> row < ROWS / 2 ? 0 : 1).toArray();

    Slice noLeaver =
        report(new CategoryColumn("plan", plan, List.of("a", "b")), labels, scores)
            .slices()
            .getFirst();

    assertTrue(noLeaver.small());
    assertFalse(noLeaver.metrics().containsKey("recall"));
    assertFalse(noLeaver.metrics().containsKey("precision"));
    assertFalse(noLeaver.metrics().containsKey("roc_auc"));
    assertEquals(0, metric(noLeaver, "selection_rate").value());
  }

  @Test
  void splitsNumbersByQuartilesAndMissingCellsByThemselves() {
    double[] values = IntStream.range(0, 101).asDoubleStream().toArray();
    values[100] = Double.NaN;

    List<SliceRows> slices =
        Slicer.slices(new NumberColumn("tenure", NumberColumn.Kind.INTEGER, values));

    assertEquals(
        List.of("0 to 24", "25 to 49", "50 to 74", "75 to 99", "missing"),
        slices.stream().map(SliceRows::value).toList());
    assertEquals(
        List.of(25, 25, 25, 25, 1), slices.stream().map(slice -> slice.rows().length).toList());
  }

  @Test
  void neverPartsEqualNumbers() {
    double[] values = new double[100];
    Arrays.setAll(values, row -> row < 60 ? 0 : row);

    List<SliceRows> slices =
        Slicer.slices(new NumberColumn("charge", NumberColumn.Kind.NUMBER, values));

    assertEquals(
        List.of("0", "60 to 74", "75 to 99"), slices.stream().map(SliceRows::value).toList());
  }

  @Test
  void takesFewNumbersAsTheyAre() {
    double[] values = {1, 0, 1, 0.5};

    List<SliceRows> slices =
        Slicer.slices(new NumberColumn("senior", NumberColumn.Kind.NUMBER, values));

    assertEquals(List.of("0", "0.5", "1"), slices.stream().map(SliceRows::value).toList());
  }

  @Test
  void putsTheRarestOfManyCategoriesTogether() {
    int many = Slicer.MOST_VALUES + 5;
    // Category k has k + 1 rows.
    int[] codes =
        IntStream.range(0, many)
            .flatMap(code -> IntStream.generate(() -> code).limit(code + 1))
            .toArray();
    List<String> names = IntStream.range(0, many).mapToObj(code -> "c" + code).toList();

    List<SliceRows> slices = Slicer.slices(new CategoryColumn("city", codes, names));

    assertEquals(Slicer.MOST_VALUES + 1, slices.size());
    assertEquals("c5", slices.getFirst().value());
    assertEquals("other values", slices.getLast().value());
    assertEquals(1 + 2 + 3 + 4 + 5, slices.getLast().rows().length);
  }

  private static Estimate metric(Slice slice, String name) {
    return Objects.requireNonNull(slice.metrics().get(name), name);
  }

  private static SliceReport report(Column column, byte[] labels, double[] scores) {
    try (Workers workers = new Workers(2)) {
      return SliceReport.of(
          new Table(List.of(column), ROWS),
          List.of(column.name()),
          labels,
          new Predictions(scores, 0.5),
          Resamples.of(ROWS, 1),
          workers);
    }
  }
}
