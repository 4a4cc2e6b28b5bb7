package io.churnflow.contracts;

/// The mixing of 64 bits that seeds and hashes are made by: the same on every machine and Java
/// version (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
public final class SplitMix64 {
  /// What the state of a stream grows by at each step.
  public static final long GAMMA = 0x9E3779B97F4A7C15L;

  private SplitMix64() {}

  /// Spreads the bits of a value over all 64; no two values give the same.
  public static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /// The first 53 of 64 random bits as a number: uniform in [0, 1), a multiple of 2^-53.
  public static double unit(long bits) {
    return (bits >>> 11) * 0x1.0p-53;
  }

  /// Two values in one; neighbouring second values give unrelated results.
  public static long mix(long first, long second) {
    return mix(mix(first + GAMMA) ^ mix(second * GAMMA + 1));
  }
}
