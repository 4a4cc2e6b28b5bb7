package io.churnflow.learning.profile;

import io.churnflow.learning.Randomness;

/// Random numbers and labels, the same each time.
final class Samples {
  private Samples() {}

  /// Numbers spread over several powers of ten, of either sign.
  static double[] numbers(int count, long seed) {
    Randomness random = new Randomness(seed);
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      double sign = random.nextInt(4) == 0 ? -1 : 1;
      numbers[i] = sign * StrictMath.exp(random.nextInt(1 << 20) / 1e5);
    }
    return numbers;
  }

  /// One in four is 1.
  static byte[] labels(int count, long seed) {
    Randomness random = new Randomness(seed);
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (random.nextInt(4) == 0 ? 1 : 0);
    }
    return labels;
  }
}
