package io.churnflow.learning.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.drift.BatchDrift;
import io.churnflow.contracts.drift.BinShares;
import io.churnflow.contracts.drift.CategoryMarginal;
import io.churnflow.contracts.drift.ColumnDrift;
import io.churnflow.contracts.drift.DriftReference;
import io.churnflow.contracts.drift.Level;
import io.churnflow.contracts.drift.Marginal;
import io.churnflow.contracts.drift.NumberMarginal;
import io.churnflow.contracts.drift.ReferenceColumn;
import io.churnflow.contracts.pipeline.DriftPolicy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftDetectorTest {
  private static final Map<String, Double> BOTH =
      Map.of(Batches.NUMBER, 0.3, Batches.CATEGORY, 0.1);
  private static final DriftReference REFERENCE = Batches.alike(5000, 1).reference(BOTH);

  @ParameterizedTest
  @ValueSource(ints = {50, 100, 300, 1000, 5000, 20_000})
  void aBatchThatIsAlikeRaisesNoAlarmWhateverItsSize(int rows) {
    for (long seed = 10; seed < 15; seed++) {
      BatchDrift found = Batches.alike(rows, seed).against(REFERENCE);
      assertFalse(found.verdict().isDrift(), found.reason());
      assertTrue(rows < 300 || found.verdict() == Level.STABLE, found.reason());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 1000, 5000, 20_000})
  void aBatchThatHasMovedIsOneToActUponWhateverItsSize(int rows) {
    for (long seed = 10; seed < 15; seed++) {
      BatchDrift found = Batches.alike(rows, seed).shifted(0.8).against(REFERENCE);
      assertEquals(Level.ACT, found.verdict(), found.reason());
      assertEquals(Level.STABLE, Batches.column(found, Batches.CATEGORY).level());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {999, 1000, 1001, 1002})
  void theVerdictDoesNotFlipWhereEvidentlysRuleDoes(int rows) {
    DriftReference reference = Batches.alike(rows, 2).reference(BOTH);
    BatchDrift found = Batches.alike(1000, 3).shifted(0.15).against(reference);
    assertEquals(Level.STABLE, found.verdict(), found.reason());
  }

  @Test
  void aSmallChangeOfManyRowsIsSignificantButNoDrift() {
    BatchDrift found = Batches.alike(40_000, 11).shifted(0.1).against(REFERENCE);
    ColumnDrift column = Batches.column(found, Batches.NUMBER);
    assertTrue(column.values().adjustedP() < 1e-6);
    assertEquals(Level.STABLE, column.level());
  }

  @Test
  void fewRowsAreNotJudged() {
    BatchDrift found = Batches.alike(49, 11).shifted(3).against(REFERENCE);
    assertEquals(Level.UNDECIDED, found.verdict());
    assertEquals("A batch of 49 rows is not judged; it takes at least 50.", found.reason());
    assertEquals(Level.UNDECIDED, Batches.alike(0, 11).against(REFERENCE).verdict());
  }

  @Test
  void missingCellsAreDriftOfTheirOwn() {
    BatchDrift found = Batches.alike(1000, 11).withGaps(0.2).against(REFERENCE);
    ColumnDrift column = Batches.column(found, Batches.NUMBER);
    assertEquals(Level.ACT, column.missing().level());
    assertEquals(Level.STABLE, column.values().level());
    assertEquals(0.2, column.missingBatch(), 0.05);
    assertEquals(Level.ACT, found.verdict());
  }

  @Test
  void aColumnThatTheModelHardlyUsesIsOnlyWatched() {
    DriftReference reference =
        Batches.alike(5000, 1).reference(Map.of(Batches.NUMBER, 0.3, Batches.CATEGORY, 0.001));
    BatchDrift found = Batches.alike(2000, 11).changed(0.9).against(reference);
    assertEquals(Level.ACT, Batches.column(found, Batches.CATEGORY).level());
    assertEquals(Level.WATCH, found.verdict());
  }

  @Test
  void aTextThatTrainingHasNotSeenIsFoundInFewRows() {
    Batches alike = Batches.alike(500, 11);
    Map<String, Marginal> batch = new HashMap<>(alike.marginals());
    CategoryMarginal plans = (CategoryMarginal) Marginals.of(alike.table().columns().get(1));
    Map<String, Long> counts = new TreeMap<>(Categories.byText(plans));
    counts.put("lifetime", 40L);
    batch.put(Batches.CATEGORY, Categories.of(0, counts, 0));
    BatchDrift found = compare(REFERENCE, batch, Batches.alike(500, 11).scores());
    ColumnDrift column = Batches.column(found, Batches.CATEGORY);
    assertEquals(Level.ACT, column.level());
    assertEquals("(never seen in training)", column.bins().getLast().label());
  }

  @Test
  void aColumnWithoutValuesAndAConstantOneHaveAVerdict() {
    int rows = 400;
    Map<String, Marginal> empty = new HashMap<>(Batches.alike(rows, 11).marginals());
    double[] nothing = new double[rows];
    Arrays.fill(nothing, Double.NaN);
    empty.put(Batches.NUMBER, Marginals.of(nothing));
    ColumnDrift column =
        Batches.column(compare(REFERENCE, empty, Batches.alike(rows, 11).scores()), Batches.NUMBER);
    assertEquals(Level.ACT, column.level());
    assertEquals(0, column.values().effect());
    assertNull(column.statistics().psi());
    assertTrue(column.otherTools().isEmpty());

    Map<String, Marginal> constant = new HashMap<>(Batches.alike(rows, 11).marginals());
    constant.put(Batches.NUMBER, Marginals.of(new double[rows]));
    assertEquals(
        Level.ACT,
        Batches.column(
                compare(REFERENCE, constant, Batches.alike(rows, 11).scores()), Batches.NUMBER)
            .level());
  }

  @Test
  void aConstantReferenceNoticesOtherValuesOnEitherSide() {
    for (double other : new double[] {-1, 1}) {
      double[] values = new double[200];
      ColumnComparison same = constant(values);
      assertEquals(0, same.values().effect());
      assertEquals(1, same.values().p(), 1e-12);
      assertNull(same.statistics().wassersteinByDeviation());
      Arrays.fill(values, 0, 40, other);
      ColumnComparison moved = constant(values);
      assertTrue(moved.values().effect() > 0.25);
      assertTrue(moved.values().p() < 1e-6);
    }
  }

  private static ColumnComparison constant(double[] batch) {
    ReferenceColumn column =
        new ReferenceColumn(
            "c",
            false,
            1,
            List.of(),
            Marginals.of(new double[1000]),
            new ReferenceColumn.Chunks(10, 0, 0));
    return ColumnComparison.of(column, Marginals.of(batch), "");
  }

  @Test
  void nothingOfAPersonalColumnIsTold() {
    DriftReference reference =
        Batches.alike(5000, 1).reference(BOTH, Batches.NUMBER, Batches.CATEGORY);
    BatchDrift found = Batches.alike(2000, 11).shifted(0.8).changed(0.5).against(reference);
    for (ColumnDrift column : found.columns()) {
      assertEquals(Level.ACT, column.level());
      List<String> labels = column.bins().stream().map(BinShares::label).toList();
      assertTrue(labels.stream().allMatch(label -> label.matches("group \\d+")), labels::toString);
    }
    assertNull(Batches.column(found, Batches.NUMBER).statistics().wasserstein());
    assertTrue(reference.columns().get(1).marginal().toString().indexOf("month") < 0);
    assertTrue(((NumberMarginal) reference.columns().get(0).marginal()).values().length <= 20);
  }

  @Test
  void aColumnOfAnotherKindOrNoneIsRefused() {
    Map<String, Marginal> other = new HashMap<>(Batches.alike(100, 1).marginals());
    double[] scores = Batches.alike(100, 1).scores();
    other.put(Batches.CATEGORY, Marginals.of(new double[100]));
    assertThrows(IllegalArgumentException.class, () -> compare(REFERENCE, other, scores));
    other.remove(Batches.CATEGORY);
    assertThrows(IllegalArgumentException.class, () -> compare(REFERENCE, other, scores));
  }

  @Test
  void binsAreTheReferencesDecilesAndFrequentNumbersByThemselves() {
    double[] hundred = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
    NumberBins deciles = NumberBins.of(Marginals.of(hundred));
    assertEquals(9, deciles.cuts().length);
    long[] rows = deciles.rows(Marginals.of(hundred));
    assertTrue(Arrays.stream(rows).allMatch(count -> count == 10), () -> Arrays.toString(rows));
    assertEquals("up to 10", deciles.label(0));
    assertEquals("over 10, up to 20", deciles.label(1));
    assertEquals("over 90", deciles.label(9));
    NumberBins two = NumberBins.of(Marginals.of(new double[] {0, 0, 1}));
    assertEquals(
        List.of("below 0", "0", "over 0, below 1", "1", "over 1"),
        IntStream.range(0, 5).mapToObj(two::label).toList());
  }

  private static BatchDrift compare(
      DriftReference reference, Map<String, Marginal> batch, double[] scores) {
    return new DriftDetector(reference, 0.7, DriftPolicy.usual())
        .compare(batch, Marginals.of(scores));
  }
}
