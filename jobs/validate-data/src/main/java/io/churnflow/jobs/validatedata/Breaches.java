package io.churnflow.jobs.validatedata;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// How many rows break a rule, and what stands in the first of them.
final class Breaches {
  private static final int SAMPLES = 5;

  private final List<Sample> samples = new ArrayList<>();
  private long count;

  /// One row more.
  ///
  /// @param row its place in the table, from 0
  /// @param shown what stands there, in words
  void add(long row, Supplier<String> shown) {
    if (count++ < SAMPLES) {
      samples.add(new Sample(row + 1, shown.get()));
    }
  }

  long count() {
    return count;
  }

  /// The first rows, at most five.
  List<Sample> samples() {
    return List.copyOf(samples);
  }
}
