package io.churnflow.learning.trees;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.learning.ClassWeights;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.Workers;
import io.churnflow.learning.binning.BinnedRows;
import io.churnflow.learning.support.Bins;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GradientHistogramsTest {
  /// More than can be summed in one go, and than one thread takes.
  private static final int ROWS = 3 * Gradients.MOST_SUMMED + 77;

  private static final int WIDTH = 23;
  private static final BinnedRows COLUMNS = Bins.pack(Bins.columns(WIDTH, ROWS), ROWS);

  private final Workers workers = new Workers(3);

  @AfterEach
  void closeThreads() {
    workers.close();
  }

  @Test
  void sumsWhatEachRowSaysOfItself() {
    double[] margin = margins();
    GradientHistograms histograms = new GradientHistograms(COLUMNS, gradients(margin), workers);
    int[] rows = IntStream.range(0, ROWS).filter(row -> row % 3 != 1).toArray();
    long[] found = histograms.fill(rows, 10, rows.length);
    double[] expected = new double[found.length];
    for (int i = 10; i < rows.length; i++) {
      double probability = 1 / (1 + Math.exp(-margin[rows[i]]));
      for (int column = 0; column < WIDTH; column++) {
        int word = histograms.offset(column) + 3 * Bins.bin(COLUMNS, rows[i], column);
        expected[word] += probability - label(rows[i]);
        expected[word + 1] += probability * (1 - probability);
        expected[word + 2]++;
      }
    }
    for (int word = 0; word < found.length; word += 3) {
      assertEquals(expected[word], Gradients.first(found[word]), 1e-5);
      assertEquals(expected[word + 1], Gradients.second(found[word + 1]), 1e-5);
      assertEquals(expected[word + 2], found[word + 2]);
    }
  }

  @Test
  void countsRowsWhoseSecondDerivativesAreAllTheGreatest() {
    GradientHistograms histograms =
        new GradientHistograms(COLUMNS, gradients(new double[ROWS]), workers);
    long[] found = histograms.fill(IntStream.range(0, ROWS).toArray(), 0, ROWS);
    GradientHistograms.Totals totals = histograms.totals(found);
    assertEquals(ROWS, totals.rows());
    assertEquals(ROWS / 4.0, totals.second());
  }

  @Test
  void leavesTheOtherSideToTheLastBit() {
    GradientHistograms histograms = new GradientHistograms(COLUMNS, gradients(margins()), workers);
    int[] rows = IntStream.range(0, ROWS).toArray();
    long[] all = histograms.fill(rows, 0, ROWS);
    histograms.subtract(all, histograms.fill(rows, 0, 12_345));
    assertArrayEquals(histograms.fill(rows, 12_345, ROWS), all);
  }

  private Gradients gradients(double[] margin) {
    byte[] labels = new byte[ROWS];
    for (int row = 0; row < ROWS; row++) {
      labels[row] = label(row);
    }
    Gradients gradients = Gradients.of(ROWS);
    gradients.update(margin, labels, new ClassWeights(1, 1), workers);
    return gradients;
  }

  private static byte label(int row) {
    return (byte) (row % 4 == 0 ? 1 : 0);
  }

  private static double[] margins() {
    Randomness random = new Randomness(8);
    return IntStream.range(0, ROWS)
        .mapToDouble(row -> random.nextInt(2_000) / 100.0 - 10)
        .toArray();
  }
}
