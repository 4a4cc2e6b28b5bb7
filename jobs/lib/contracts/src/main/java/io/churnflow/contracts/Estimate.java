package io.churnflow.contracts;

/// A measured value and how far sampling may have moved it.
///
/// @param value as measured
/// @param low lower end of the 95 % interval, the same unit
/// @param high its upper end, at least `low`
public record Estimate(double value, double low, double high) {
  /// @throws IllegalArgumentException for a NaN or ends in the wrong order
  public Estimate {
    if (Double.isNaN(value) || !(low <= high)) {
      throw new IllegalArgumentException(
          "estimate: expected a value and low <= high, found %s, %s and %s"
              .formatted(value, low, high));
    }
  }

  /// Whether the interval leaves zero out.
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }
}
