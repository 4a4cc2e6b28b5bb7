package io.churnflow.contracts;

import java.time.Instant;

/// Moments as milliseconds since 1970-01-01T00:00:00Z.
public final class Timestamps {
  /// Milliseconds of a day.
  public static final double DAY = 86_400_000;

  /// The end of the year 9999; moments further from 1970 than it is are none.
  public static final double FARTHEST = 253_402_300_799_999.0;

  private Timestamps() {}

  /// In ISO-8601, in UTC; a whole day as its date only.
  public static String text(double millis) {
    String text = Instant.ofEpochMilli((long) millis).toString();
    return text.endsWith("T00:00:00Z") ? text.substring(0, text.indexOf('T')) : text;
  }
}
