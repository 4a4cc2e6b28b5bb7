package io.churnflow.learning.profile;

import io.churnflow.contracts.Estimate;
import org.jspecify.annotations.Nullable;

/// How many of a part of the rows left.
///
/// @param part what part: a category, a range, or [#MISSING] or [#OTHERS]
/// @param kind whether it is one of those
/// @param low the least number of a range, NaN where it is none
/// @param high the greatest
/// @param rows in it
/// @param positives of these, how many left
/// @param rate the share that left, with Wilson's 95 % interval; null for no rows
public record Rate(
    String part,
    Kind kind,
    double low,
    double high,
    long rows,
    long positives,
    @Nullable Estimate rate) {

  /// What the rows have in common.
  public enum Kind {
    CATEGORY,
    RANGE,
    /// Categories that are too many to be listed.
    OTHERS,
    MISSING
  }

  static Rate category(String name, ClassCounts counts) {
    return of(name, Kind.CATEGORY, Double.NaN, Double.NaN, counts);
  }

  static Rate range(double low, double high, ClassCounts counts) {
    return of("", Kind.RANGE, low, high, counts);
  }

  static Rate others(long categories, ClassCounts counts) {
    return of(
        "%d other categories".formatted(categories), Kind.OTHERS, Double.NaN, Double.NaN, counts);
  }

  static Rate missing(ClassCounts counts) {
    return of("missing", Kind.MISSING, Double.NaN, Double.NaN, counts);
  }

  private static Rate of(String part, Kind kind, double low, double high, ClassCounts counts) {
    return new Rate(part, kind, low, high, counts.rows(), counts.positives(), counts.rate());
  }
}
