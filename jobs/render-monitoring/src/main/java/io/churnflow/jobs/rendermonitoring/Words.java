package io.churnflow.jobs.rendermonitoring;

import io.churnflow.contracts.drift.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Moments, levels and statuses as the pages say them.
final class Words {
  private Words() {}

  /// Day and minute of a moment in UTC; a dash for none.
  static String minute(String moment) {
    return moment.length() < 16 ? "–" : moment.substring(0, 16).replace('T', ' ');
  }

  /// The day of a moment in UTC.
  static String day(String moment) {
    return moment.substring(0, 10);
  }

  /// How many days lie between two moments.
  static String days(String from, String to) {
    long days = Duration.between(Instant.parse(from), Instant.parse(to)).toDays();
    return days < 1 ? "less than a day" : days(days);
  }

  /// So many days.
  static String days(long days) {
    return days == 1 ? "1 day" : days + " days";
  }

  /// What has become of the customers of a batch.
  static String customers(Level level) {
    return switch (level) {
      case STABLE -> "as before";
      case UNDECIDED -> "cannot be said";
      case WATCH -> "somewhat changed";
      case ACT -> "have changed";
    };
  }

  /// A level by the name that files have.
  static String level(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  /// What has become of a version.
  static String status(String status) {
    return switch (status) {
      case "staging" -> "waits for its gate";
      case "production" -> "in production";
      case "previous" -> "was in production before";
      case "refused" -> "kept out of production";
      case "rejected" -> "rolled back";
      case "challenger" -> "is tried beside production";
      case "withdrawn" -> "is no longer tried";
      case "superseded" -> "replaced by a newer one";
      default -> status;
    };
  }

  /// An effect with two decimals.
  static String effect(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
