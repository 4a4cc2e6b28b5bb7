package io.churnflow.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FoldsTest {
  private final byte[] labels = labels(103, 31);

  @Test
  void keepAGroupTogether() {
    String[] groups =
        IntStream.range(0, labels.length).mapToObj(row -> "g" + row % 23).toArray(String[]::new);
    Folds folds = Folds.grouped(labels, groups, 4, 5);
    for (int row = 23; row < labels.length; row++) {
      assertEquals(folds.of()[row - 23], folds.of()[row]);
    }
    for (int fold = 0; fold < 4; fold++) {
      assertEquals(labels.length / 4.0, folds.inside(fold).length, 8);
      assertEquals(31 / 4.0, Labels.positives(Labels.select(labels, folds.inside(fold))), 5);
    }
  }

  @Test
  void areStretchesOfTime() {
    double[] times = IntStream.range(0, labels.length).mapToDouble(row -> row * 7 % 50).toArray();
    Folds folds = Folds.stretches(labels, times, 3);
    for (int a = 0; a < times.length; a++) {
      for (int b = 0; b < times.length; b++) {
        assertTrue(times[a] > times[b] || folds.of()[a] <= folds.of()[b]);
      }
    }
  }

  @Test
  void refuseOneGroupForSeveralFolds() {
    String[] groups = IntStream.range(0, labels.length).mapToObj(row -> "g").toArray(String[]::new);
    assertThrows(IllegalArgumentException.class, () -> Folds.grouped(labels, groups, 2, 1));
  }

  @Test
  void putsEveryRowIntoOneFold() {
    Folds folds = Folds.stratified(labels, 5, 1);
    int[] all =
        IntStream.range(0, 5).flatMap(f -> Arrays.stream(folds.inside(f))).sorted().toArray();
    assertArrayEquals(IntStream.range(0, 103).toArray(), all);
    assertEquals(103, folds.inside(2).length + folds.outside(2).length);
  }

  @Test
  void givesFoldsEqualSizesAndEqualSharesOfPositives() {
    Folds folds = Folds.stratified(labels, 5, 1);
    for (int fold = 0; fold < 5; fold++) {
      int[] rows = folds.inside(fold);
      int positives = Labels.positives(Labels.select(labels, rows));
      assertTrue(rows.length == 20 || rows.length == 21);
      assertTrue(positives == 6 || positives == 7);
    }
  }

  @Test
  void dependsOnTheSeedAndOnNothingElse() {
    int[] first = Folds.stratified(labels, 5, 1).of();
    assertArrayEquals(first, Folds.stratified(labels, 5, 1).of());
    assertFalse(Arrays.equals(first, Folds.stratified(labels, 5, 2).of()));
  }

  @Test
  void refusesMoreFoldsThanRowsOfAClass() {
    assertThrows(IllegalArgumentException.class, () -> Folds.stratified(labels(50, 3), 5, 1));
    assertThrows(IllegalArgumentException.class, () -> Folds.stratified(labels(50, 0), 2, 1));
  }

  private static byte[] labels(int rows, int positives) {
    byte[] labels = new byte[rows];
    Arrays.fill(labels, 0, positives, (byte) 1);
    return labels;
  }
}
