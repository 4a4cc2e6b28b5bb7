package io.churnflow.reporting;

import java.util.Locale;

/// Numbers as plots write them, the same in every locale.
final class Numbers {
  private static final String UNDEFINED = "–";

  private Numbers() {}

  /// Three decimals.
  static String metric(double value) {
    return Double.isNaN(value) ? UNDEFINED : String.format(Locale.ROOT, "%.3f", value);
  }

  /// A name and its three decimals.
  static String metric(String name, double value) {
    return name + " " + metric(value);
  }

  /// A share as per cent, one decimal.
  static String percent(double share) {
    return Double.isNaN(share) ? UNDEFINED : String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  /// With a comma before each three digits.
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
