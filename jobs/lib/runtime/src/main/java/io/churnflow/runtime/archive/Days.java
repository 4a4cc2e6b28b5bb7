package io.churnflow.runtime.archive;

import java.time.Instant;

/// Moments as days, in which the pipeline file counts.
public final class Days {
  private static final double SECONDS = 86_400;

  private Days() {}

  /// Days since 1970-01-01T00:00:00Z, with fractions.
  ///
  /// @param moment ISO-8601 in UTC
  public static double of(String moment) {
    return Instant.parse(moment).getEpochSecond() / SECONDS;
  }
}
