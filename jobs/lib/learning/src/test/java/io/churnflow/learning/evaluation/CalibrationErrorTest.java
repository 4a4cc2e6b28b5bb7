package io.churnflow.learning.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.learning.Randomness;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class CalibrationErrorTest {

  @Test
  void isTheMeanDistanceOverBinsOfEqualSize() {
    // 30 rows with distinct probabilities: two a bin, the second of each bin positive.
    byte[] labels = new byte[30];
    double[] probabilities = new double[30];
    double expected = 0;
    for (int row = 0; row < 30; row++) {
      labels[row] = (byte) (row % 2);
      probabilities[row] = (row + 1) / 31.0;
      if (row % 2 == 1) {
        expected += Math.abs((probabilities[row] + probabilities[row - 1]) / 2 - 0.5) / 15;
      }
    }
    assertEquals(expected, CalibrationError.expected(labels, probabilities), 1e-12);
  }

  @Test
  void isNothingWhereAConstantIsTheShare() {
    byte[] labels = {1, 0, 0, 0, 1, 0, 0, 0};
    double[] quarter = {0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25};
    assertEquals(0, CalibrationError.expected(labels, quarter), 1e-15);
  }

  @RepeatedTest(10)
  void doesNotDependOnTheOrderOfRows(RepetitionInfo repetition) {
    Randomness random = new Randomness(repetition.getCurrentRepetition());
    int rows = 101;
    byte[] labels = new byte[rows];
    double[] probabilities = new double[rows];
    byte[] turnedLabels = new byte[rows];
    double[] turned = new double[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = (byte) random.nextInt(2);
      probabilities[row] = random.nextInt(8) / 7.0;
      turnedLabels[rows - 1 - row] = labels[row];
      turned[rows - 1 - row] = probabilities[row];
    }
    assertEquals(
        CalibrationError.expected(labels, probabilities),
        CalibrationError.expected(turnedLabels, turned));
  }
}
