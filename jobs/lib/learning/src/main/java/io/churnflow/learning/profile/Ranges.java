package io.churnflow.learning.profile;

import java.util.ArrayList;
import java.util.List;

/// Cuts the numbers of a sketch into ranges. Cells are never parted, so that the counts of ranges
/// of equal rows are exact.
final class Ranges {
  /// Ranges of equal rows at most.
  static final int EQUAL_ROWS = 10;

  private Ranges() {}

  /// A range and its rows.
  ///
  /// @param low the least number in it
  /// @param high the greatest
  record Range(double low, double high, ClassCounts counts) {}

  /// At most [#EQUAL_ROWS] ranges of about equal numbers of rows; so many numbers or fewer have one
  /// each.
  static List<Range> ofEqualRows(ValueSketch sketch, Moments moments) {
    long rows = sketch.rows();
    boolean each = sketch.size() <= EQUAL_ROWS;
    List<Range> ranges = new ArrayList<>();
    long done = 0;
    long limit = 1;
    int first = 0;
    ClassCounts counts = ClassCounts.NONE;
    for (int cell = 0; cell < sketch.size(); cell++) {
      counts = counts.plus(sketch.counts(cell));
      done += sketch.counts(cell).rows();
      if (each || cell == sketch.size() - 1 || done * EQUAL_ROWS >= limit * rows) {
        // A cell may reach beyond every number there is.
        double low = Math.max(moments.minimum(), sketch.low(first));
        double high = Math.min(moments.maximum(), sketch.high(cell));
        ranges.add(new Range(low, high, counts));
        first = cell + 1;
        limit = done * EQUAL_ROWS / rows + 1;
        counts = ClassCounts.NONE;
      }
    }
    return ranges;
  }
}
