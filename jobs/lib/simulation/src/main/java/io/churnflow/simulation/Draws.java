package io.churnflow.simulation;

import io.churnflow.contracts.SplitMix64;

/// The chance that one customer is made by. Each thing that is drawn has a number of its own, so
/// that a change of one thing leaves all others as they were, and customers may be made in any
/// order.
record Draws(long customer) {
  /// Of a customer of a month.
  static Draws of(long seed, int month, int row) {
    return new Draws(SplitMix64.mix(SplitMix64.mix(seed, month), row));
  }

  /// Uniform in [0, 1).
  double uniform(Drawn what) {
    return SplitMix64.unit(SplitMix64.mix(customer, what.ordinal()));
  }

  /// Whether something of this probability is so.
  boolean happens(Drawn what, double probability) {
    return uniform(what) < probability;
  }

  /// Which of several things that exclude each other is so.
  ///
  /// @param probabilities of all but the last
  int oneOf(Drawn what, double... probabilities) {
    double left = uniform(what);
    int chosen = 0;
    while (chosen < probabilities.length && left >= probabilities[chosen]) {
      left -= probabilities[chosen++];
    }
    return chosen;
  }
}
