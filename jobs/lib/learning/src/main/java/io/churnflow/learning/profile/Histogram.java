package io.churnflow.learning.profile;

import java.util.ArrayList;
import java.util.List;

/// How numbers are spread, in bins of equal width over where most of them lie: no further from the
/// quartiles than three times their distance (Tukey's outer fences), since a single far number
/// would leave everything else in one bin.
///
/// @param from where the first bin begins
/// @param to where the last one ends
/// @param below rows before the first bin
/// @param above rows after the last one
/// @param bins rows of each
public record Histogram(double from, double to, long below, long above, List<ClassCounts> bins) {
  private static final int BINS = 24;
  private static final double REACH = 3;

  public Histogram {
    bins = List.copyOf(bins);
  }

  /// Of at least one number.
  ///
  /// @param whole whether the numbers are whole, so that no bin holds more of them than another
  static Histogram of(ValueSketch sketch, NumberSummary summary, boolean whole) {
    double spread = REACH * (summary.p75() - summary.p25());
    double low =
        spread > 0 ? Math.max(summary.minimum(), summary.p25() - spread) : summary.minimum();
    double high =
        spread > 0 ? Math.min(summary.maximum(), summary.p75() + spread) : summary.maximum();
    if (whole) {
      return ofWhole(sketch, summary, Math.ceil(low), Math.floor(high));
    }
    return high > low
        ? filled(sketch, summary, low, high, BINS)
        : filled(sketch, summary, low - 0.5, low + 0.5, 1);
  }

  /// Bins of a whole number of whole numbers.
  private static Histogram ofWhole(
      ValueSketch sketch, NumberSummary summary, double low, double high) {
    double width = Math.ceil((high - low + 1) / BINS);
    int bins = (int) Math.ceil((high - low + 1) / width);
    return filled(sketch, summary, low - 0.5, low - 0.5 + bins * width, bins);
  }

  private static Histogram filled(
      ValueSketch sketch, NumberSummary summary, double from, double to, int count) {
    List<ClassCounts> bins = new ArrayList<>();
    for (int bin = 0; bin < count; bin++) {
      bins.add(ClassCounts.NONE);
    }
    long below = 0;
    long above = 0;
    for (int cell = 0; cell < sketch.size(); cell++) {
      // The middle of an outer cell may lie beyond every number in it.
      double value = Math.clamp(sketch.value(cell), summary.minimum(), summary.maximum());
      ClassCounts counts = sketch.counts(cell);
      if (value < from) {
        below += counts.rows();
      } else if (value > to) {
        above += counts.rows();
      } else {
        int bin = Math.min(count - 1, (int) ((value - from) / (to - from) * count));
        bins.set(bin, bins.get(bin).plus(counts));
      }
    }
    return new Histogram(from, to, below, above, bins);
  }
}
