package io.churnflow.learning.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssociationTest {
  private static final List<ClassCounts> LEVELS =
      List.of(
          new ClassCounts(30, 10),
          new ClassCounts(20, 20),
          new ClassCounts(10, 40),
          ClassCounts.NONE);

  @Test
  void cramersVIsLessWhatChanceGives() {
    // NumPy, by Bergsma's formulas; chi-square 27.3929 as SciPy's chi2_contingency has it.
    assertEquals(0.4435487471196696, CramersV.of(LEVELS), 1e-9);
    assertEquals(1, CramersV.of(List.of(new ClassCounts(50, 0), new ClassCounts(0, 50))), 1e-12);
    assertEquals(0, CramersV.of(List.of(new ClassCounts(50, 50), new ClassCounts(50, 50))));
    assertTrue(Double.isNaN(CramersV.of(List.of(new ClassCounts(5, 5)))));
    assertTrue(Double.isNaN(CramersV.of(List.of(new ClassCounts(5, 0), new ClassCounts(5, 0)))));
  }

  @Test
  void mutualInformationOfAColumnThatDecidesIsTheTargetsEntropy() {
    Association decides =
        Association.of(List.of(new ClassCounts(500, 0), new ClassCounts(0, 500)), 1);
    // Less (2 - 1) / (2 * 1000), which chance would give.
    assertEquals(Math.log(2) - 0.0005, decides.mutualInformation(), 1e-12);
    Association nothing =
        Association.of(List.of(new ClassCounts(500, 500), new ClassCounts(500, 500)), 0.5);
    assertEquals(0, nothing.mutualInformation());
  }

  @Test
  void categoriesOfOneCustomerEachTellNothing() {
    int rows = 4000;
    byte[] labels = Samples.labels(rows, 1);
    int[] own = IntStream.range(0, rows).toArray();
    List<String> names = IntStream.range(0, rows).mapToObj(i -> "c" + i).toList();
    double area = RankArea.of(LevelTally.of(new CategoryColumn("id", own, names), labels, 0));
    assertEquals(0.5, area, 0.001);
  }

  @Test
  void tooFewRowsForTwoHalvesHaveNoArea() {
    CategoryColumn column = new CategoryColumn("c", new int[] {0}, List.of("a"));
    assertTrue(Double.isNaN(RankArea.of(LevelTally.of(column, new byte[] {1}, 0))));
  }

  @Test
  void levelsMergeWhicheverBatchHasThem() {
    List<String> names = List.of("a", "b", "c");
    LevelTally first =
        LevelTally.of(new CategoryColumn("c", new int[] {2, 0, 2}, names), new byte[] {1, 0, 0}, 0);
    LevelTally second =
        LevelTally.of(
            new CategoryColumn("c", new int[] {-1, 1, 2}, names), new byte[] {1, 0, 1}, 3);
    LevelTally whole =
        LevelTally.of(
            new CategoryColumn("c", new int[] {2, 0, 2, -1, 1, 2}, names),
            new byte[] {1, 0, 0, 1, 0, 1},
            0);
    LevelTally merged = first.merge(second);
    assertArrayEquals(whole.codes(), merged.codes());
    assertArrayEquals(whole.counts(), merged.counts());
    assertEquals(whole.fingerprint(), merged.fingerprint());
    assertEquals(new ClassCounts(0, 1), merged.missing());
  }

  @Test
  void categoriesAreRankedByTheirRatesInTheOtherHalf() {
    int rows = 4000;
    byte[] labels = Samples.labels(rows, 2);
    int[] codes = new int[rows];
    for (int row = 0; row < rows; row++) {
      codes[row] = labels[row] == 1 ? row % 2 : 2 + row % 2;
    }
    CategoryColumn column = new CategoryColumn("c", codes, List.of("a", "b", "c", "d"));
    assertEquals(1, RankArea.of(LevelTally.of(column, labels, 0)), 1e-12);
    CategoryColumn missing = new CategoryColumn("c", new int[rows], List.of("a"));
    assertEquals(0.5, RankArea.of(LevelTally.of(missing, labels, 0)), 1e-12);
  }
}
