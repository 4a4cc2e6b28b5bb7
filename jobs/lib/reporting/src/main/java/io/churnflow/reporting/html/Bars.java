package io.churnflow.reporting.html;

import io.churnflow.contracts.Estimate;
import java.util.Locale;

/// Numbers as lengths, small enough for a table's cell.
public final class Bars {
  private Bars() {}

  /// A bar beside a number.
  ///
  /// @param value no bar where it is below 0
  /// @param longest the value of the longest bar
  public static Element bar(double value, double longest) {
    double share = longest <= 0 ? 0 : Math.max(0, value / longest);
    return Node.of(
            "span", Node.of("span", "").classed("bar").with("style", "width:" + percent(share)))
        .classed("track");
  }

  /// A dot where a value is, on a line as long as its interval, and a tick at what it is held
  /// against; all from 0 to `most`.
  ///
  /// @param reference where the tick stands
  /// @param most the value at the right end, more than 0
  public static Element interval(Estimate estimate, double reference, double most) {
    return Node.of(
            "span",
            part("against", "left:" + percent(reference / most)),
            part(
                "reach",
                "left:%s;width:%s"
                    .formatted(
                        percent(estimate.low() / most),
                        percent((Math.min(most, estimate.high()) - estimate.low()) / most))),
            part("dot", "left:" + percent(estimate.value() / most)))
        .classed("line");
  }

  private static Element part(String name, String style) {
    return Node.of("span", "").classed(name).with("style", style);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }
}
