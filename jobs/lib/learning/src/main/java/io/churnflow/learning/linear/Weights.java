package io.churnflow.learning.linear;

/// Bounds that keep every sum of a linear model finite.
public final class Weights {
  /// The largest absolute weight; no fit with a penalty comes near it.
  public static final double LIMIT = 1e12;

  private Weights() {}

  /// Checks weights of a fitted or of a stored model.
  ///
  /// @param name what they belong to
  /// @throws IllegalArgumentException where one is not finite or beyond the limit
  public static void check(String name, double... weights) {
    for (double weight : weights) {
      if (!(Math.abs(weight) <= LIMIT)) {
        throw new IllegalArgumentException(
            "%s: expected weights from %s to %s, found %s".formatted(name, -LIMIT, LIMIT, weight));
      }
    }
  }
}
