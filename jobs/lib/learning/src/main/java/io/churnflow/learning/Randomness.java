package io.churnflow.learning;

import io.churnflow.contracts.SplitMix64;

/// A seeded stream of random numbers by [SplitMix64], the same on every machine and Java version.
public final class Randomness {
  private long state;

  /// A stream of its own for each seed.
  public Randomness(long seed) {
    state = seed;
  }

  /// A seed derived from another, such as one a tree; neighbouring numbers give unrelated seeds.
  public static long derive(long seed, long number) {
    return SplitMix64.mix(seed, number);
  }

  /// The next 64 bits.
  public long nextLong() {
    state += SplitMix64.GAMMA;
    return SplitMix64.mix(state);
  }

  /// Uniform in [0, bound); the bias is below bound / 2^32.
  public int nextInt(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /// Uniform in [0, 1), a multiple of 2^-53.
  public double nextDouble() {
    return SplitMix64.unit(nextLong());
  }

  /// Puts an array into random order (Fisher and Yates).
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = nextInt(i + 1);
      int value = values[i];
      values[i] = values[other];
      values[other] = value;
    }
  }
}
