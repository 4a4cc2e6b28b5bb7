package io.churnflow.learning;

/// A seeded stream of random numbers, the same on every machine and Java version.
///
/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
public final class Randomness {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /// A stream of its own for each seed.
  public Randomness(long seed) {
    state = seed;
  }

  /// A seed derived from another, such as one a tree; neighbouring numbers give unrelated seeds.
  public static long derive(long seed, long number) {
    return mix(mix(seed + GAMMA) ^ mix(number * GAMMA + 1));
  }

  /// The next 64 bits.
  public long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /// Uniform in [0, bound); the bias is below bound / 2^32.
  public int nextInt(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
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

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
