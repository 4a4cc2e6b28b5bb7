package io.churnflow.contracts.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a search looks for one parameter: between two numbers, or among choices.
///
/// @param low least value, included
/// @param high greatest value, included
/// @param log whether the logarithm of the value is drawn evenly, not the value; needs a `low`
///   above 0
/// @param integer whether only whole numbers are drawn
/// @param choices numbers or texts, drawn evenly; where there are any, nothing else is set
public record SearchRange(
    @Nullable Double low,
    @Nullable Double high,
    boolean log,
    boolean integer,
    List<Object> choices) {

  public SearchRange {
    choices = choices == null ? List.of() : List.copyOf(choices);
    if (low != null && high != null && choices.isEmpty()) {
      Checks.require(low <= high, "low", "at most high " + high, low);
      Checks.require(!log || low > 0, "low", "a number above 0 where log is true", low);
      Checks.require(
          Double.isFinite(high - low),
          "low and high",
          "numbers whose difference is one too",
          low + ", " + high);
      boolean whole = Math.rint(low) == low && Math.rint(high) == high;
      Checks.require(
          !integer || whole,
          "low and high",
          "whole numbers where integer is true",
          low + ", " + high);
    } else {
      Checks.require(
          !choices.isEmpty() && low == null && high == null && !log && !integer,
          "low, high and choices",
          "low and high, or choices and nothing else",
          low + ", " + high + " and " + choices);
    }
  }

  /// Numbers between two, drawn evenly by their logarithm.
  public static SearchRange logarithmic(double low, double high) {
    return new SearchRange(low, high, true, false, List.of());
  }

  /// Whole numbers between two, drawn evenly by their logarithm.
  public static SearchRange logarithmicIntegers(int low, int high) {
    return new SearchRange((double) low, (double) high, true, true, List.of());
  }

  /// Whole numbers between two, drawn evenly.
  public static SearchRange integers(int low, int high) {
    return new SearchRange((double) low, (double) high, false, true, List.of());
  }

  /// One of these.
  public static SearchRange of(Object... choices) {
    return new SearchRange(null, null, false, false, List.of(choices));
  }
}
