package io.churnflow.reporting.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One side of a plot.
///
/// @param title what is measured, in words
/// @param from the value at its start
/// @param to the value at its end, more than `from`
/// @param ticks where labels stand, within the range
public record Axis(String title, double from, double to, List<Tick> ticks) {
  private static final int MOST_TICKS = 6;
  private static final double TINY = 1e-9;

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

  /// An axis from 0 to at least `greatest`, with ticks at round steps of 1, 2 or 5.
  ///
  /// @param greatest more than 0, finite
  public static Axis upTo(String title, double greatest) {
    return covering(title, 0, greatest);
  }

  /// An axis from at most `least` to at least `greatest`, with ticks at round steps of 1, 2 or 5.
  ///
  /// @param least at most 0, finite
  /// @param greatest more than `least`, from 0, finite
  public static Axis covering(String title, double least, double greatest) {
    double range = greatest - least;
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(range)) - 1);
    double step = power;
    for (double factor : new double[] {2, 5, 10, 20, 50}) {
      step = range / step > MOST_TICKS ? factor * power : step;
    }
    int first = (int) Math.floor(least / step + TINY);
    int last = (int) Math.ceil(greatest / step - TINY);
    List<Tick> ticks = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      ticks.add(new Tick(i * step, label(i * step, step)));
    }
    return new Axis(title, first * step, last * step, ticks);
  }

  private static String label(double value, double step) {
    int decimals = Math.max(0, (int) -Math.floor(StrictMath.log10(step) + TINY));
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /// Where a value lies: 0 at the start, 1 at the end.
  double position(double value) {
    return (value - from) / (to - from);
  }
}
