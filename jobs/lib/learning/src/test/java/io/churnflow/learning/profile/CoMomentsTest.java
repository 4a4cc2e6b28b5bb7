package io.churnflow.learning.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.learning.Randomness;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import smile.math.MathEx;

class CoMomentsTest {
  private static final int ROWS = 5000;
  private static final int BATCH = 777;

  /// A column, one that follows it far from zero, and one that is against it and has gaps.
  private static double[][] columns() {
    Randomness random = new Randomness(1);
    double[][] columns = new double[3][ROWS];
    for (int row = 0; row < ROWS; row++) {
      double value = random.nextInt(1000);
      columns[0][row] = value;
      columns[1][row] = 1e7 + value + random.nextInt(500);
      columns[2][row] = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(800) - value;
    }
    return columns;
  }

  private static CoMoments merged(double[][] columns) {
    CoMoments merged = CoMoments.none(columns.length);
    for (int from = 0; from < ROWS; from += BATCH) {
      int start = from;
      int end = Math.min(ROWS, from + BATCH);
      merged =
          merged.merge(
              CoMoments.of(
                  Arrays.stream(columns)
                      .map(column -> Arrays.copyOfRange(column, start, end))
                      .toArray(double[][]::new)));
    }
    return merged;
  }

  @Test
  void areSmilesOverTheRowsThatHaveBoth() {
    double[][] columns = columns();
    CoMoments found = merged(columns);
    for (int i = 0; i < columns.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        double[] first = columns[i];
        double[] second = columns[j];
        int[] both =
            IntStream.range(0, ROWS)
                .filter(row -> !Double.isNaN(first[row]) && !Double.isNaN(second[row]))
                .toArray();
        double[] x = Arrays.stream(both).mapToDouble(row -> first[row]).toArray();
        double[] y = Arrays.stream(both).mapToDouble(row -> second[row]).toArray();
        assertEquals(both.length, found.counts()[3 * i + j]);
        assertEquals(MathEx.cor(x, y), found.correlation(i, j), 1e-9);
        assertEquals(MathEx.cov(x, y), found.covariance(i, j), 1e-9 * MathEx.cov(x, x));
      }
    }
  }

  @Test
  void aConstantColumnHasACovarianceButNoCorrelation() {
    CoMoments found = CoMoments.of(new double[][] {{1, 1, 1}, {1, 2, 3}});
    assertTrue(Double.isNaN(found.correlation(0, 1)));
    assertEquals(0, found.covariance(0, 1), 1e-15);
    assertEquals(1, found.covariance(1, 1), 1e-15);
    assertTrue(Double.isNaN(CoMoments.none(1).covariance(0, 0)));
  }

  @Test
  void aConstantThatNoDoubleIsHasNoCorrelationEither() {
    double[] tenths = new double[1000];
    Arrays.fill(tenths, 0.1);
    double[] others = IntStream.range(0, 1000).mapToDouble(row -> row % 7).toArray();
    double[] gaps =
        IntStream.range(0, 1000).mapToDouble(row -> row % 3 == 0 ? Double.NaN : 0.1).toArray();
    gaps[0] = 5;
    others[0] = Double.NaN;
    CoMoments found = CoMoments.of(new double[][] {tenths, others, gaps});
    assertTrue(Double.isNaN(found.correlation(0, 1)));
    assertTrue(Double.isNaN(found.correlation(2, 1)), "constant where both are there");
    assertEquals(0, Moments.of(tenths).deviation());
  }
}
