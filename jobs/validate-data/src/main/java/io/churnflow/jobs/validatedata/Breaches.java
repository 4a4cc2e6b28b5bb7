package io.churnflow.jobs.validatedata;

import java.util.function.Supplier;

/// How many rows break a rule, and what stands in the first of them.
final class Breaches {
  private long count;
  private long firstRow;
  private String found = "";

  /// One row more.
  ///
  /// @param row its number, from 0
  /// @param shown what stands there, in words
  void add(long row, Supplier<String> shown) {
    if (count++ == 0) {
      firstRow = row + 1;
      found = shown.get();
    }
  }

  Check check(String column, String rule, String expected) {
    return new Check(column, rule, expected, count, firstRow, found, 0);
  }
}
