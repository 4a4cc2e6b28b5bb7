package io.churnflow.reporting.chart;

import java.util.List;

/// One side of a plot.
///
/// @param title what is measured, in words
/// @param from the value at its start
/// @param to the value at its end, more than `from`
/// @param ticks where labels stand, within the range
public record Axis(String title, double from, double to, List<Tick> ticks) {
  /// A labelled place on an axis.
  ///
  /// @param at its value
  /// @param label what is written there
  public record Tick(double at, String label) {}

  /// @throws IllegalArgumentException for an empty range
  public Axis {
    if (!(to > from)) {
      throw new IllegalArgumentException(
          "axis '%s': expected from < to, found %s and %s".formatted(title, from, to));
    }
    ticks = List.copyOf(ticks);
  }

  /// An axis from 0 to 1 with a tick at each fifth.
  public static Axis shares(String title) {
    List<String> labels = List.of("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
    List<Tick> ticks =
        labels.stream().map(label -> new Tick(Double.parseDouble(label), label)).toList();
    return new Axis(title, 0, 1, ticks);
  }

  /// Where a value lies: 0 at the start, 1 at the end.
  double position(double value) {
    return (value - from) / (to - from);
  }
}
