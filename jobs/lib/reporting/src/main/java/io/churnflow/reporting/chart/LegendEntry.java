package io.churnflow.reporting.chart;

import java.util.List;

/// What a mark is, in words and numbers.
///
/// @param swatch the mark's looks
/// @param name what it is
/// @param details a line each, under the name
public record LegendEntry(Swatch swatch, String name, List<String> details) {
  /// Copies the details.
  public LegendEntry {
    details = List.copyOf(details);
  }

  /// An entry with its details behind each other.
  public static LegendEntry of(Swatch swatch, String name, String... details) {
    return new LegendEntry(swatch, name, List.of(details));
  }
}
