package io.churnflow.reporting.html;

import io.churnflow.contracts.Estimate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers as reports write them, the same in every locale.
public final class Texts {
  private Texts() {}

  /// Three decimals; what rounds to zero has no sign.
  public static String number(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.equals("-0.000") ? "0.000" : text;
  }

  /// Both ends of an interval; a dash where it is undefined.
  public static String interval(@Nullable Estimate estimate) {
    return estimate == null ? "–" : number(estimate.low()) + " to " + number(estimate.high());
  }

  /// With a comma before each three digits.
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /// Both ends of a share's interval as per cent.
  public static String percents(Estimate share) {
    return String.format(Locale.ROOT, "%.1f to %.1f %%", 100 * share.low(), 100 * share.high());
  }

  /// A share as per cent, one decimal.
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
