package io.churnflow.jobs.validatedata;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// How many rows break a rule, and what stands in the first of them.
final class Breaches {
  private static final int SAMPLES = 5;

  private final List<Sample> samples = new ArrayList<>();
  private Watcher watcher = (row, shown) -> {};
  private long count;

  /// Is told of every row that breaks a rule.
  @FunctionalInterface
  interface Watcher {
    /// @param row its place in the table, from 0
    /// @param shown what stands there, in words
    void see(long row, Supplier<String> shown);
  }

  /// From now on somebody is told of every row.
  void watchedBy(Watcher listener) {
    watcher = listener;
  }

  /// One row more.
  ///
  /// @param row its place in the table, from 0
  /// @param shown what stands there, in words
  void add(long row, Supplier<String> shown) {
    if (count++ < SAMPLES) {
      samples.add(new Sample(row, shown.get()));
    }
    watcher.see(row, shown);
  }

  long count() {
    return count;
  }

  /// The first rows, at most five, with the numbers that they have in the input.
  List<Sample> samples(RowNumbers numbers) {
    return samples.stream()
        .map(sample -> new Sample(numbers.of(sample.row()), sample.found()))
        .toList();
  }
}
