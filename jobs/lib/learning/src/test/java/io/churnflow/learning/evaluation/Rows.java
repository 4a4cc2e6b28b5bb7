package io.churnflow.learning.evaluation;

import java.util.Random;
import java.util.stream.IntStream;

/// Random rows whose labels follow their scores, with many ties where scores are coarse.
///
/// @param labels 1 or 0 a row
/// @param scores one a row, in [0, 1]
@SuppressWarnings("ArrayRecordComponent") // of tests only
record Rows(byte[] labels, double[] scores) {

  /// @param steps how many distinct scores there are at most
  static Rows of(int count, int steps, long seed) {
    Random random = new Random(seed);
    double[] scores = new double[count];
    byte[] labels = new byte[count];
    for (int row = 0; row < count; row++) {
      scores[row] = (random.nextInt(steps) + 0.5) / steps;
      labels[row] = (byte) (random.nextDouble() < scores[row] ? 1 : 0);
    }
    labels[0] = 1;
    labels[1] = 0;
    return new Rows(labels, scores);
  }

  int[] all() {
    return IntStream.range(0, labels.length).toArray();
  }

  /// Each row as often as its weight says.
  Rows repeated(int[] weights) {
    int[] rows =
        IntStream.range(0, weights.length)
            .flatMap(row -> IntStream.generate(() -> row).limit(weights[row]))
            .toArray();
    byte[] repeatedLabels = new byte[rows.length];
    double[] repeatedScores = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      repeatedLabels[i] = labels[rows[i]];
      repeatedScores[i] = scores[rows[i]];
    }
    return new Rows(repeatedLabels, repeatedScores);
  }
}
