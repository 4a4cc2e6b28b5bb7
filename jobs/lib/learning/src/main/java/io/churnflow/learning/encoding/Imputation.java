package io.churnflow.learning.encoding;

import java.util.Arrays;

/// How the missing cells of a number column are filled.
///
/// @param median median of the training rows' values that are there (mean of the middle two for an
///   even number of them); 0 where there were none
/// @param indicator whether training rows had missing cells: then the model also sees which ones
public record Imputation(double median, boolean indicator) {

  public Imputation {
    if (!Double.isFinite(median)) {
      throw new IllegalArgumentException("median: expected a finite number, found " + median);
    }
  }

  /// Learns the median of the cells that are there.
  public static Imputation fit(double[] values) {
    double[] present = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    Arrays.sort(present);
    return new Imputation(median(present), present.length < values.length);
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return 0;
    }
    boolean odd = sorted.length % 2 == 1;
    return odd ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
  }

  /// The value with missing ones (NaN) filled.
  public double fill(double value) {
    return Double.isNaN(value) ? median : value;
  }

  /// All values with missing ones filled.
  public double[] fill(double[] values) {
    return Arrays.stream(values).map(this::fill).toArray();
  }

  /// 1 where a value is missing, else 0.
  public static double[] missing(double[] values) {
    return Arrays.stream(values).map(value -> Double.isNaN(value) ? 1 : 0).toArray();
  }
}
